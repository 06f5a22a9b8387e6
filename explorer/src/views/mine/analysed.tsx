/** A structure that was brought, shown as a crystal of the graph is. */
import { keepPreviousData, useQuery } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { type Answer, type ApiError, type ApiFailure, ask } from '../../graphql/client.js';
import {
  type MineRelationsQuery,
  MineRelationsDocument,
  MineStructureDocument,
  type MineStructureQuery,
  MineTextDocument,
  type Strategy,
} from '../../graphql/generated/operations.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { ErrorBox, Skeleton } from '../../parts/states.js';
import { decodeCell } from '../../structure/cell.js';
import type { Tool } from '../../structure/structure-view.js';
import { CrystalBody, useBasis } from '../crystal/crystal-body.js';
import { CrystalPicture } from '../crystal/crystal-picture.js';
import { Downloads } from '../crystal/downloads.js';
import { CrystalHead } from '../crystal/head.js';
import { basesOf } from '../crystal/model/basis.js';
import { nameOf as nameOfNet } from '../crystal/model/nets.js';
import { similarityOf } from '../crystal/panels/similar.js';
import { usePicking } from '../crystal/state.js';
import type { Structure } from './files.js';
import { nameOf } from './list.js';
import { relationsQuestion, structureQuestion } from './questions.js';
import { TakePattern } from './take-pattern.js';

interface AnalysedProps {
  structure: Structure;
  strategy: Strategy;
}

export function Analysed({ structure, strategy }: AnalysedProps) {
  const { data, error } = useQuery<Answer<MineStructureQuery>, ApiFailure>(structureQuestion(structure, strategy));
  const errors = error?.errors ?? data?.errors ?? [];
  const crystal = data?.data.analyzeStructure;
  if (crystal) return <Crystal structure={structure} strategy={strategy} crystal={crystal} errors={errors} />;
  return <div class="panel">{errors.length > 0 ? <ErrorBox errors={errors} /> : <Skeleton lines={14} />}</div>;
}

interface CrystalProps extends AnalysedProps {
  crystal: NonNullable<MineStructureQuery['analyzeStructure']>;
  /** What is told of parts that are null. */
  errors: readonly ApiError[];
}

function Crystal({ structure, strategy, crystal, errors }: CrystalProps) {
  const picking = usePicking();
  const [tool, setTool] = useState<Tool>('hand');
  const relations = useRelations(structure, strategy);
  const cell = useMemo(() => decodeCell(crystal), [crystal]);
  const sites = crystal.sites ?? [];
  const name = nameOf(structure);
  const told = { text: `(the text of ${structure.file})`, name: structure.file, strategy };
  const by = similarityOf(useBasis()[0]);
  const net = (crystal.nets ?? []).find((candidate) => nameOfNet(candidate) === picking.net) ?? null;
  return (
    <article class="mine-crystal" aria-label={name}>
      <CrystalHead crystal={crystal} axes={crystal.drawnAxes} name={name}>
        <Downloads
          name={name.replace(/\.(?:cif|vasp|poscar|json|jsonl)$/i, '')}
          isOrdered={crystal.isOrdered}
          read={async (format) => {
            const { text, file } = structure;
            const { data, errors: told } = await ask(MineTextDocument, { text, name: file, strategy, format });
            return { text: data.analyzeStructure?.structure, errors: told };
          }}
        />
        {/* The text itself does not belong into an address, which the editor's would be. */}
        <ShowQuery queries={[asked(MineStructureDocument, told), asked(MineRelationsDocument, { ...told, by })]} />
      </CrystalHead>
      <CrystalBody
        crystal={crystal}
        errors={errors}
        picking={picking}
        picture={
          <section class="crystal-picture" aria-label="Structure in 3-D">
            {cell === null ? (
              <ErrorBox errors={errors} />
            ) : (
              <CrystalPicture
                cell={cell}
                title={name}
                sites={sites}
                net={net}
                picking={picking}
                patternLink={(chosen) => <TakePattern structure={structure} strategy={strategy} chosen={chosen} />}
                tool={tool}
                onTool={setTool}
              />
            )}
          </section>
        }
        {...relations}
      />
    </article>
  );
}

/** What its predictions rest on, and the crystals like it. */
function useRelations(structure: Structure, strategy: Strategy) {
  const [basis] = useBasis();
  const by = similarityOf(basis);
  const { data, error, isPlaceholderData } = useQuery<Answer<MineRelationsQuery>, ApiFailure>({
    ...relationsQuestion(structure, strategy, by),
    placeholderData: keepPreviousData,
  });
  const told = (field: string) =>
    (data?.errors ?? []).filter(({ path }) => path?.[1] === undefined || path[1] === field);
  const crystal = data?.data.analyzeStructure ?? null;
  return {
    bases: basesOf(data === undefined ? undefined : { data: { crystal }, errors: told('predictions') }, error),
    likeness: {
      // Of the basis that is chosen now.
      similar: isPlaceholderData ? undefined : crystal?.similarCrystals,
      errors: error?.errors ?? told('similarCrystals'),
    },
  };
}
