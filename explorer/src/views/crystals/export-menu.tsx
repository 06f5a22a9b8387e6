/** The crystals of a list as a file for other programs. */
import { useState } from 'preact/hooks';
import { exported } from '../../graphql/client.js';
import type { CrystalFilter, CrystalSort } from '../../graphql/generated/operations.js';
import { download } from '../../parts/download.js';
import { Menu } from '../../parts/menu.js';
import { counted } from '../../parts/text.js';

const FORMATS = [
  ['csv', 'CSV', 'the columns shown'],
  ['ndjson', 'NDJSON', 'whole records'],
  ['parquet', 'Parquet', 'all columns'],
  ['arrow', 'Arrow', 'all columns'],
  ['cif-zip', 'CIF', 'structures, zipped'],
] as const;

type Format = (typeof FORMATS)[number][0];

const SUFFIXES: Readonly<Record<Format, string>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  parquet: 'parquet',
  arrow: 'arrow',
  'cif-zip': 'zip',
};

interface ExportMenuProps {
  filter: CrystalFilter;
  sort: readonly CrystalSort[];
  /** Columns of the API's table. */
  columns: readonly string[];
  count: number | null;
}

export function ExportMenu({ filter, sort, columns, count }: ExportMenuProps) {
  const [state, setState] = useState<string | null>(null);
  const save = async (format: Format) => {
    const isTable = format !== 'ndjson' && format !== 'cif-zip';
    setState('Being written…');
    try {
      const file = await exported({
        format,
        filter,
        sort,
        ...(isTable ? { of: 'crystals' } : {}),
        ...(format === 'csv' ? { columns } : {}),
      });
      download(`crystals.${SUFFIXES[format]}`, file);
      setState(null);
    } catch (error) {
      setState((error as Error).message);
    }
  };
  return (
    <Menu icon="download" title="Export">
      <strong>{count === null ? 'Crystals of this list' : `${counted(count, 'crystal')} of this list`}</strong>
      {FORMATS.map(([format, name, what]) => (
        <button key={format} type="button" class="item" onClick={() => void save(format)}>
          {name} <span class="quiet">{what}</span>
        </button>
      ))}
      <span role="status">{state}</span>
    </Menu>
  );
}
