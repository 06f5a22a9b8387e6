/** The atoms of a crystal's cell and the polyhedra around all of its cations. */
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { latticeFromParameters, volumeOf } from '../../crystal/lattice.js';
import type { CrystalSummary } from '../../graph/model.js';
import { siteId } from '../../graph/record.js';
import type { SiteFilter as SitesWanted } from '../../graph/store.js';
import type { CellContents } from '../cell-contents.js';
import type { Context } from '../context.js';
import { againTimes, filtered, usual } from '../cost.js';
import { siteFilter } from '../criteria.js';
import type { Loaders } from '../loaders.js';
import { PartArgs, partOf } from '../parts.js';
import { Atom, CellColumns, Polyhedron } from '../types/cell-contents.js';
import { Cell, Crystal } from '../types/crystal.js';
import { SiteFilterArgs } from '../types/site-filter-args.js';

const ERRORS = 'If null, there is an error: SERVER_BUSY or LIMIT_EXCEEDED.';

@Resolver(() => Crystal)
export class CellContentsResolver {
  @FieldResolver(() => [Atom], {
    nullable: true,
    description: `All atoms of the cell as the file gives it, in the order of \`structure\`. ${ERRORS}`,
    complexity: againTimes(usual.atoms),
  })
  async atoms(
    @Args(() => PartArgs) part: PartArgs,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits }: Context,
  ): Promise<Atom[]> {
    const contents = await loaders.cellContents.load(id);
    return partOf([...contents.elements.keys()], part, limits).map((index) => atomOf(contents, index));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: `Total number of entries of \`atoms\`; \`atomCount\` is that of the primitive cell. ${ERRORS}`,
    complexity: againTimes(),
  })
  async cellAtomCount(@Root() { id }: CrystalSummary, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.cellContents.load(id)).elements.length;
  }

  @FieldResolver(() => [Polyhedron], {
    nullable: true,
    description: `The coordination polyhedra of all cations of the cell, in the order of their centres; \`sites\` has one for each symmetry orbit. ${ERRORS}`,
    complexity: againTimes(filtered(usual.polyhedra)),
  })
  async polyhedra(
    @Args(() => PartArgs) part: PartArgs,
    @Args(() => SiteFilterArgs) { filter }: SiteFilterArgs,
    @Root() { id }: CrystalSummary,
    @Ctx() { loaders, limits }: Context,
  ): Promise<Polyhedron[]> {
    const wanted = filter == null ? null : siteFilter(filter, limits);
    const contents = await loaders.cellContents.load(id);
    const all = [...contents.centres.keys()];
    const chosen = wanted === null ? all : await polyhedraThatMeet(all, wanted, contents, id, loaders);
    return partOf(chosen, part, limits).map((index) => polyhedronOf(id, contents, index));
  }

  @FieldResolver(() => Cell, {
    nullable: true,
    description: `Conventional cell of the space group, in which \`along\` of nets and site symmetries are given: standard setting, unique axis b, hexagonal axes; orthorhombic axes that the symbol leaves free are those of the file. ${ERRORS}`,
    complexity: againTimes(),
  })
  async conventionalCell(@Root() { id }: CrystalSummary, @Ctx() { loaders }: Context): Promise<Cell> {
    const { conventionalCell } = await loaders.cellContents.load(id);
    return { ...conventionalCell, volume: volumeOf(latticeFromParameters(conventionalCell)) };
  }

  @FieldResolver(() => CellColumns, {
    nullable: true,
    description: `\`atoms\` and \`polyhedra\` as columns, for drawing. ${ERRORS}`,
    complexity: againTimes(),
  })
  async cellColumns(@Root() { id }: CrystalSummary, @Ctx() { loaders }: Context): Promise<CellColumns> {
    const contents = await loaders.cellContents.load(id);
    const sharedOrbits = contents.occupants.flatMap((occupants, orbit) =>
      occupants === undefined ? [] : [{ orbit, occupants }],
    );
    return { ...contents, sharedOrbits };
  }
}

/** Polyhedra of sites that meet the filter. */
async function polyhedraThatMeet(
  indices: readonly number[],
  filter: SitesWanted,
  { centres, orbits }: CellContents,
  crystalId: string,
  loaders: Loaders,
): Promise<number[]> {
  const sites = await loaders.sitesOfCrystal.load(crystalId);
  const meet = await (await loaders.projectionOf(crystalId)).sitesOf(crystalId, filter);
  const wanted = new Set(sites.filter((_, i) => meet[i]).map(({ orbit }) => orbit));
  return indices.filter((index) => wanted.has(orbits[centres[index]!]!));
}

function atomOf(contents: CellContents, index: number): Atom {
  const orbit = contents.orbits[index]!;
  return {
    index,
    element: contents.elements[index]!,
    occupants: contents.occupants[orbit] ?? [{ element: contents.elements[index]!, fraction: 1 }],
    position: contents.positions.slice(3 * index, 3 * index + 3),
    cartesian: contents.cartesian.slice(3 * index, 3 * index + 3),
    orbit,
    wyckoff: contents.wyckoff[orbit]!,
    oxidationState: contents.oxidationStates[index]!,
  };
}

function polyhedronOf(crystalId: string, contents: CellContents, index: number): Polyhedron {
  const { centres, starts, ligands, images, distances, elements, orbits } = contents;
  const [centre, begin, end] = [centres[index]!, starts[index]!, starts[index + 1]!];
  const orbit = orbits[centre]!;
  return {
    centre,
    orbit,
    siteId: siteId(crystalId, orbit),
    ligands: ligands.slice(begin, end).map((atom, i) => ({
      element: elements[atom]!,
      atom,
      image: images.slice(3 * (begin + i), 3 * (begin + i) + 3),
      distance: distances[begin + i]!,
    })),
  };
}
