/** What an OPTIMADE server says of itself. */
import { PROGRAM } from '../program.js';
import { PREFIX, type Property, STRUCTURE_PROPERTIES } from './properties.js';

/** Of the specification, https://www.optimade.org. */
const OPTIMADE_VERSION = '1.2.0';
/** Path segments of versioned base URLs. */
export const VERSION_SEGMENTS = ['v1', 'v1.2', `v${OPTIMADE_VERSION}`] as const;

const SCHEMA = 'https://schemas.optimade.org/openapi/v1.2/optimade.json';
const INDEX_SCHEMA = 'https://schemas.optimade.org/openapi/v1.2/optimade_index.json';

const PROVIDER = {
  name: 'Motifgraph',
  description: 'Crystals with their structure motifs, how these connect, and what AMDNet predicts.',
  prefix: PREFIX,
  homepage: PROGRAM.homepage,
} as const;

/** Which of the two databases answers: that of structures, or the index that leads to it. */
export type Database = 'structures' | 'index';

export interface MetaFacts {
  /** Of the program. */
  readonly program: string;
  /** Path and parameters behind the base URL. */
  readonly representation: string;
  readonly isMoreAvailable: boolean;
  readonly returned?: number;
  readonly available?: number;
  readonly warnings?: readonly string[];
}

export function metaOf(database: Database, facts: MetaFacts) {
  const { program, representation, isMoreAvailable, returned, available, warnings = [] } = facts;
  return {
    query: { representation },
    api_version: OPTIMADE_VERSION,
    more_data_available: isMoreAvailable,
    schema: database === 'index' ? INDEX_SCHEMA : SCHEMA,
    time_stamp: new Date().toISOString(),
    ...(returned !== undefined && { data_returned: returned }),
    ...(available !== undefined && { data_available: available }),
    provider: PROVIDER,
    implementation: {
      name: 'Motifgraph',
      version: program,
      homepage: PROGRAM.homepage,
      source_url: PROGRAM.homepage,
      issue_tracker: `${PROGRAM.homepage}/issues`,
    },
    ...(warnings.length > 0 && { warnings: warnings.map((detail) => ({ type: 'warning', detail })) }),
  };
}

/** @param base unversioned URL of the database */
export function infoOf(database: Database, base: string) {
  const isIndex = database === 'index';
  return {
    type: 'info',
    id: '/',
    attributes: {
      api_version: OPTIMADE_VERSION,
      available_api_versions: VERSION_SEGMENTS.map((segment) => ({
        url: `${base}/${segment}`,
        version: OPTIMADE_VERSION,
      })),
      formats: ['json'],
      available_endpoints: isIndex ? ['info', 'links'] : ['info', 'links', 'structures'],
      entry_types_by_format: { json: isIndex ? [] : ['structures'] },
      is_index: isIndex,
      license: null,
    },
    ...(isIndex && { relationships: { default: { data: { type: 'links', id: PREFIX } } } }),
  };
}

export function structuresInfo() {
  const names = [...STRUCTURE_PROPERTIES.keys()];
  return {
    type: 'info',
    id: 'structures',
    description: 'Crystal structures with their motifs, connections and predictions.',
    formats: ['json'],
    properties: Object.fromEntries(
      [...STRUCTURE_PROPERTIES].map(([name, property]) => [name, definitionOf(name, property)]),
    ),
    output_fields_by_format: { json: names },
  };
}

function definitionOf(name: string, { type, items, unit, description, origin }: Property) {
  return {
    title: name.replace(`_${PREFIX}_`, '').replaceAll('_', ' '),
    description,
    type,
    'x-optimade-type': type,
    'x-optimade-unit': unit ?? 'inapplicable',
    ...(unit !== undefined && { unit }),
    ...(items !== undefined && { items: { 'x-optimade-type': items } }),
    sortable: origin.from === 'column' && origin.isSortable,
  };
}

/** @param base unversioned URL of the database of structures; the index is below it. */
export function linksOf(database: Database, base: string) {
  const own = link(PREFIX, PROVIDER.name, PROVIDER.description, base, 'child');
  return [
    link('index', 'Motifgraph (index)', 'Leads to the structures of this server.', `${base}/index`, 'root'),
    ...(database === 'index' ? [own] : []),
    link(
      'optimade',
      'Materials Consortia',
      'Providers of OPTIMADE databases.',
      'https://providers.optimade.org',
      'providers',
    ),
  ];
}

function link(id: string, name: string, description: string, base_url: string, link_type: string) {
  const homepage = link_type === 'providers' ? 'https://www.optimade.org' : PROGRAM.homepage;
  return { type: 'links', id, attributes: { name, description, base_url, homepage, link_type } };
}
