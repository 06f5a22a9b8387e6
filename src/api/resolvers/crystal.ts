/** Crystals. */

import type { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Property } from '../../amdnet/properties.js';
import { symbolOf } from '../../crystal/elements.js';
import type { WrittenFormat } from '../../crystal/formats/table.js';
import { atomicFractions } from '../../crystal/formula.js';
import { latticeFromParameters, volumeOf } from '../../crystal/lattice.js';
import { parseFormula } from '../../crystal/parse-formula.js';
import type {
  CrystalSummary,
  MotifContent as MotifContentRow,
  MotifSiteNode,
  PredictionNode,
} from '../../graph/model.js';
import { netsThatMeet } from '../../graph/projection/net-table.js';
import { reportedOf } from '../../graph/reported-fields.js';
import type { ElementRow, MotifRow } from '../../graph/store.js';
import { unitsOf } from '../../graph/stored-units.js';
import { isAlloy, type PolyhedronNet } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { filtered, idsTimes, predictionsTimes, usual } from '../cost.js';
import { idList, motifCriteria, motifFilter, netFilter, siteFilter } from '../criteria.js';
import { apiError } from '../errors.js';
import { existingCrystal, missingCrystalError } from '../missing.js';
import { spaceGroupNodeId } from '../node-ids.js';
import { PartArgs, partOf } from '../parts.js';
import { type Soon, whenThere } from '../soon.js';
import { SiteFilterArgs } from '../types/site-filter-args.js';
import { structureText } from '../structure-text.js';
import { Cell, Crystal, ElementFraction, MolecularUnit, MotifContent, SpaceGroup } from '../types/crystal.js';
import { Element } from '../types/element.js';
import { PredictedPropertyEnum, TextFormatEnum } from '../types/enums.js';
import { MotifFilter, NetFilter } from '../types/filters.js';
import { Motif } from '../types/motif.js';
import { Net } from '../types/net.js';
import { Prediction } from '../types/prediction.js';
import { Provenance } from '../types/provenance.js';
import { ReportedValues } from '../types/reported.js';
import { MotifSite } from '../types/site.js';
import { elementOf } from './element.js';

@Resolver(() => Crystal)
export class CrystalResolver {
  @Query(() => Crystal, {
    nullable: true,
    description:
      'The crystal with this id. If null, there is an error: UNKNOWN_ID, or CRYSTAL_REFUSED with the reason.',
  })
  crystal(
    @Arg('id', () => ID, { description: 'Id of the crystal.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<CrystalSummary> {
    return existingCrystal(id, loaders);
  }

  @Query(() => [Crystal], {
    nullable: 'itemsAndList',
    description:
      'Crystals by id, in the order of the ids. For each null there is an error at its place, as `crystal` has it: UNKNOWN_ID, or CRYSTAL_REFUSED with the reason. `crystals(filter: { ids: … })` leaves out what is missing.',
    complexity: idsTimes,
  })
  crystalsById(
    @Arg('ids', () => [ID], { description: 'Ids of crystals, at most `ids` of them (a limit of this server).' })
    ids: string[],
    @Ctx() { loaders, limits }: Context,
  ): Promise<(CrystalSummary | GraphQLError)[]> {
    return Promise.all(
      idList('ids', ids, limits).map(
        async (id) => (await loaders.crystal.load(id)) ?? missingCrystalError(id, loaders),
      ),
    );
  }

  @FieldResolver(() => SpaceGroup, {
    description:
      'Space group, determined from the atomic positions with a tolerance of 0.01 Å unless `provenance { method }` names another.',
  })
  spaceGroup(@Root() crystal: CrystalSummary): SpaceGroup {
    const { spaceGroupNumber: number, spaceGroupSymbol: symbol, crystalSystem } = crystal;
    return { id: spaceGroupNodeId(number), number, symbol, crystalSystem };
  }

  @FieldResolver(() => Cell, { description: 'Unit cell as the file gives it.' })
  cell(@Root() { cell }: CrystalSummary): Cell {
    const [a = 0, b = 0, c = 0, alpha = 0, beta = 0, gamma = 0] = cell;
    const volume = Math.abs(volumeOf(latticeFromParameters({ a, b, c, alpha, beta, gamma })));
    return { a, b, c, alpha, beta, gamma, volume };
  }

  @FieldResolver(() => [ElementFraction], { description: 'Elements and their fractions.', complexity: usual.elements })
  composition(@Root() { formula }: CrystalSummary): ElementFraction[] {
    const parsed = parseFormula(formula, 'program');
    if (!parsed.ok) throw new Error(parsed.message);
    const fractions = atomicFractions(parsed.composition);
    return [...parsed.composition].map(([z, count]) => {
      const symbol = symbolOf(z);
      return { symbol, count: Math.max(1, Math.round(count)), amount: count, fraction: fractions[symbol]! };
    });
  }

  @FieldResolver(() => [MotifSite], {
    nullable: true,
    description: 'Motif sites: one for each symmetry orbit of cations, with its multiplicity.',
    complexity: filtered(usual.sites),
  })
  sites(
    @Args(() => PartArgs) part: PartArgs,
    @Args(() => SiteFilterArgs) { filter }: SiteFilterArgs,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits }: Context,
  ): Soon<readonly MotifSiteNode[]> {
    const sites = loaders.sitesOfCrystal.load(id);
    if (filter == null) return whenThere(sites, (all) => partOf(all, part, limits));
    return Promise.all([sites, loaders.projectionOf(id)]).then(async ([all, crystal]) => {
      const meet = await crystal.sitesOf(id, siteFilter(filter, limits));
      return partOf(
        all.filter((_, position) => meet[position]),
        part,
        limits,
      );
    });
  }

  @FieldResolver(() => Int, { description: 'Total number of entries of `sites`: symmetry orbits of cations.' })
  orbitCount(@Root() { id }: CrystalSummary, @Ctx() { loaders }: Context): Soon<number> {
    return whenThere(loaders.sitesOfCrystal.load(id), ({ length }) => length);
  }

  @FieldResolver(() => [MotifContent], {
    nullable: true,
    description: 'Motifs of the crystal, and how often each occurs. Sites without a motif are left out.',
    complexity: filtered(usual.motifs),
  })
  motifs(
    @Arg('filter', () => MotifFilter, { nullable: true, description: 'Criteria; without a filter, all of them.' })
    filter: MotifFilter | null,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits, projection }: Context,
  ): Soon<readonly MotifContentRow[]> {
    const contents = loaders.contentsOfCrystal.load(id);
    if (filter == null) return contents;
    return Promise.all([contents, projection()]).then(async ([all, graph]) => {
      const ids = all.map(({ motifId }) => motifId);
      const wanted = await graph.motifsAmong(ids, motifFilter(motifCriteria(filter, limits)));
      return all.filter(({ motifId }) => wanted.has(motifId));
    });
  }

  @FieldResolver(() => [Net], {
    nullable: true,
    description:
      'Nets of its polyhedra: of those of each element and each motif, and of all strongly bound cations, by each kind of connection; only those that join at least two polyhedra.',
    complexity: usual.nets,
  })
  async nets(
    @Arg('filter', () => NetFilter, { nullable: true, description: 'Criteria; without a filter, all nets.' })
    filter: NetFilter | null,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits }: Context,
  ): Promise<readonly PolyhedronNet[]> {
    return netsThatMeet(await loaders.netsOfCrystal.load(id), netFilter(filter ?? {}, limits));
  }

  @FieldResolver(() => [MolecularUnit], {
    description: 'Molecules, polyatomic ions, covalent chains and layers, by kind.',
    complexity: usual.elements,
  })
  units(@Root() crystal: CrystalSummary): readonly MolecularUnit[] {
    return unitsOf(crystal);
  }

  @FieldResolver(() => [Prediction], {
    nullable: true,
    description:
      'Predictions of AMDNet, as stored with the crystal; empty if it was stored without any. For a structure given to `analyzeStructure` they are computed on request; errors: NO_MODEL, SERVER_BUSY.',
    complexity: predictionsTimes,
  })
  async predictions(
    @Arg('properties', () => [PredictedPropertyEnum], { nullable: true, description: 'Only these.' })
    properties: Property[] | null,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders }: Context,
  ): Promise<readonly PredictionNode[]> {
    const predictions = await loaders.predictionsOfCrystal.load(id);
    return properties == null ? predictions : predictions.filter(({ property }) => properties.includes(property));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The structure as text. If null, there is an error: the crystal is disordered, and the format has no occupancies. CIF always has it.',
    complexity: 20,
  })
  async structure(
    @Arg('format', () => TextFormatEnum, { defaultValue: 'cif', description: 'Format of the text.' })
    format: WrittenFormat,
    @Root() { id, isOrdered }: CrystalSummary,
    @Ctx() { analyst, loaders }: Context,
  ): Promise<string> {
    if (!isOrdered && format !== 'cif') {
      throw apiError('BAD_USER_INPUT', `${id} is disordered, and ${format} holds no occupancies: ask for CIF.`);
    }
    return structureText({ id, structure: await loaders.structure.load(id) }, format, analyst);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it is a metal, alloy or element, analysed without ions because `analyzeStructure(alloys: true)` asked for it: `sites` are all atoms, ligands are their neighbours by CrystalNN bonds, and nothing is connected or predicted. The graph holds none.',
  })
  isAlloy(@Root() crystal: CrystalSummary): boolean {
    return isAlloy(crystal);
  }

  @FieldResolver(() => ReportedValues, {
    nullable: true,
    description:
      'Values that a provider sent with the structure, or a table beside it; null without any. `crystals` filters and sorts by them, and `rows` has them beside the predictions.',
  })
  reported(@Root() crystal: CrystalSummary): ReportedValues | null {
    const sources = reportedOf(crystal);
    if (sources.length === 0) return null;
    return { ...Object.fromEntries(sources.map(({ property, value }) => [property, value])), sources };
  }

  @FieldResolver(() => Provenance, { description: 'Where the structure comes from, and how it was analysed.' })
  provenance(@Root() crystal: CrystalSummary): CrystalSummary {
    return crystal;
  }
}

@Resolver(() => ElementFraction)
export class ElementFractionResolver {
  @FieldResolver(() => Element, { description: 'The element.' })
  element(@Root() { symbol }: ElementFraction, @Ctx() { loaders }: Context): Promise<ElementRow> {
    return elementOf(symbol, loaders);
  }
}

@Resolver(() => MotifContent)
export class MotifContentResolver {
  @FieldResolver(() => Motif, { description: 'The motif.' })
  motif(@Root() { motifId }: MotifContentRow, @Ctx() { loaders }: Context): Soon<MotifRow | null> {
    return loaders.motif.load(motifId);
  }
}
