/** What stands there before anything was brought. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { Panel } from '../../parts/panel.js';
import { bringText, largestStructure, megabytes } from './files.js';

const RUTILE = `data_rutile
_cell_length_a 4.594
_cell_length_b 4.594
_cell_length_c 2.959
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 42/m n m'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Ti 0 0 0
O 0.3053 0.3053 0
`;

const FORMATS = [
  ['CIF', 'with symmetry, shared and partly empty sites; several data blocks'],
  ['POSCAR, CONTCAR', 'of VASP 5 and later, any name'],
  ['JSON', 'of pymatgen and OPTIMADE; lists and JSON Lines'],
] as const;

export function WhatComes() {
  const most = useMostBytes();
  return (
    <Panel title="What you get" class="mine-empty">
      <p>
        Polyhedra in 3-D and what they share, distortions, nets, the structure in words, predictions and what they rest
        on, and the crystals of this graph that are most like it.
      </p>
      <h3>What can be read</h3>
      <dl>
        {FORMATS.map(([name, what]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="quiet">{what}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        {most !== null && <>Up to {megabytes(most)} for a structure. </>}Files packed with gzip are unpacked here.
      </p>
      <div>
        <Button onClick={() => bringText(RUTILE, 'rutile.cif')}>Try it with rutile</Button>
      </div>
    </Panel>
  );
}

/** Null until the service has told it. */
function useMostBytes(): number | null {
  const [most, setMost] = useState<number | null>(null);
  useEffect(() => {
    void largestStructure().then((bytes) => setMost(Number.isFinite(bytes) ? bytes : null));
  }, []);
  return most;
}
