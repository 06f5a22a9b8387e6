/** The node of a motif type. */
import { geometryOf } from '../motif/geometries.js';
import { formatMotif, ligandFormula, type MotifType } from '../motif/motif-type.js';
import type { MotifNode } from './model.js';

export function motifNode(type: MotifType): MotifNode {
  const { centres, geometry, ligands } = type;
  return {
    id: formatMotif(type),
    element: centres[0]!,
    geometry,
    coordinationNumber: geometryOf(geometry)!.coordinationNumber,
    ligandFormula: ligandFormula(ligands),
    ligandElements: [...ligands.keys()].sort(),
  };
}
