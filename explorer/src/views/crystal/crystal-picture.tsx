/** The structure in 3-D, linked with the panels: what is picked, hovered and lit there shows here, and the other way round. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { NamedPolyhedron } from '../../address/polyhedra.js';
import { firstOfOrbit, polyhedraInBox } from '../../structure/assembly.js';
import { type Cell, keyOfAtom, type PolyhedronKey } from '../../structure/cell.js';
import { StructureView, type Tool } from '../../structure/structure-view.js';
import { type Net, orbitsOf } from './model/nets.js';
import type { Placement } from './placements.js';
import { useSeen } from './seen.js';
import type { Site } from './model/site.js';
import type { Picking } from './state.js';

export interface CrystalPictureProps {
  cell: Cell;
  /** For screen readers, and the name of the picture's file. */
  title: string;
  sites: readonly Site[];
  /** The net that is lit. */
  net: Net | null;
  picking: Picking;
  /** What is lit where no net is. */
  placement?: Placement;
  /** What leads from chosen polyhedra to the pattern that they make. */
  patternLink: (chosen: readonly NamedPolyhedron[]) => ComponentChildren;
  tool: Tool;
  onTool: (tool: Tool) => void;
}

const NONE: Placement = { polyhedra: [], steps: null };
/** As many as a pattern has at most. */
const MOST = 6;

export function CrystalPicture(props: CrystalPictureProps) {
  const { cell, title, sites, net, picking, placement = NONE, patternLink, tool, onTool } = props;
  const [clicked, setClicked] = useState<PolyhedronKey | null>(null);
  const seen = useSeen();
  const [chosen, setChosen] = useState<readonly PolyhedronKey[]>([]);
  const orbitOf = (key: PolyhedronKey | null) => (key === null ? null : cell.polyhedra[key.polyhedron]!.orbit);
  const lit = useMemo(() => {
    if (net !== null) {
      const orbits = orbitsOf(net, sites);
      return polyhedraInBox(cell).filter(({ polyhedron }) => orbits.has(cell.polyhedra[polyhedron]!.orbit));
    }
    if (placement.polyhedra.length === 0) return null;
    return placement.polyhedra.flatMap(({ index, image }) => keyOfAtom(cell, index, image) ?? []);
  }, [cell, net, sites, placement.polyhedra]);
  const picked = useMemo(() => {
    if (picking.site === null) return null;
    if (clicked !== null && cell.polyhedra[clicked.polyhedron]?.orbit === picking.site) return clicked;
    return firstOfOrbit(cell, picking.site);
  }, [cell, clicked, picking.site]);
  const named = chosen.map(({ polyhedron, image }) => ({ index: cell.polyhedra[polyhedron]!.centre, image }));
  return (
    <StructureView
      cell={cell}
      title={title}
      picked={picked}
      onPick={(key) => {
        setClicked(key);
        picking.pickSite(orbitOf(key));
      }}
      lit={lit}
      litName={net !== null ? 'Net' : placement.steps === null ? 'Placement of the pattern' : 'Placement'}
      onLetGo={picking.letGo}
      litSteps={net === null ? placement.steps : null}
      hovered={picking.hovered}
      onHover={picking.hover}
      {...seen}
      tool={tool}
      onTool={onTool}
      chosen={chosen}
      onChoose={(keys) => setChosen(keys.slice(-MOST))}
      choice={
        named.length === 0 ? (
          <span>Click up to {MOST} polyhedra that share ligands</span>
        ) : (
          <span class="row">
            {named.length} chosen
            {patternLink(named)}
          </span>
        )
      }
    />
  );
}
