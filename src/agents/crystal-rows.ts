/** Crystals of a list, a line each. */
import { listed, present, rounded } from './wording.js';

/** Fields of `CrystalRow`. */
export const ROW_FIELDS =
  'crystalId chemicalFormula mineral structureType spaceGroupSymbol motifIds bandGap formationEnergyPerAtom metalProbability';

export interface Row {
  readonly crystalId: string;
  readonly chemicalFormula: string;
  readonly mineral: string | null;
  readonly structureType: string | null;
  readonly spaceGroupSymbol: string;
  /** With blanks between. */
  readonly motifIds: string;
  readonly bandGap: number | null;
  readonly formationEnergyPerAtom: number | null;
  readonly metalProbability: number | null;
}

const MOST_MOTIFS = 8;

/** `- rutile-TiO2: TiO2, P4_2/mnm, rutile; Ti-O:6; gap 1.92 eV, formation −3.475 eV/atom, metal 8 %` */
export function rowLine(row: Row): string {
  const { crystalId, chemicalFormula, spaceGroupSymbol } = row;
  const what = [chemicalFormula, spaceGroupSymbol, ...namesOf(row)].join(', ');
  return [`- ${crystalId}: ${what}`, listed(motifsOf(row), MOST_MOTIFS), predictedOf(row)]
    .filter((part) => part)
    .join('; ');
}

/** Rounded as the text has it: the model tells no more. */
export function rowFacts(row: Row) {
  const { crystalId, chemicalFormula, mineral, structureType, spaceGroupSymbol } = row;
  const { bandGap, formationEnergyPerAtom, metalProbability } = row;
  return present({
    id: crystalId,
    formula: chemicalFormula,
    spaceGroup: spaceGroupSymbol,
    mineral,
    structureType,
    motifs: motifsOf(row).slice(0, MOST_MOTIFS),
    bandGap: bandGap && rounded(bandGap, 2),
    formationEnergyPerAtom: formationEnergyPerAtom && rounded(formationEnergyPerAtom, 3),
    metalProbability: metalProbability && rounded(metalProbability, 2),
  });
}

/** Types that are called as the mineral is are told once. */
function namesOf({ mineral, structureType }: Row): string[] {
  const type =
    structureType === null || structureType === mineral
      ? []
      : [/type\)$/.test(structureType) ? structureType : `${structureType} type`];
  return [...(mineral === null ? [] : [mineral]), ...type];
}

function motifsOf({ motifIds }: Row): string[] {
  return motifIds.split(/\s+/).filter((id) => id !== '');
}

function predictedOf({ bandGap, formationEnergyPerAtom, metalProbability }: Row): string {
  const parts: string[] = [];
  if (bandGap !== null) parts.push(`gap ${bandGap.toFixed(2)} eV`);
  if (formationEnergyPerAtom !== null) parts.push(`formation ${formationEnergyPerAtom.toFixed(3)} eV/atom`);
  if (metalProbability !== null) parts.push(`metal ${Math.round(100 * metalProbability)} %`);
  return parts.join(', ');
}
