import { common, projects } from './vitest.config.js';

/** Tests that start servers, processes or threads, write graphs to disk, train networks, or sweep over very many cases. */
const SLOW = [
  'test/agents/*.test.ts',
  'test/amdnet/{networks,shipped-model,training}.test.ts',
  'test/api/!(page|schema).test.ts',
  'test/cli/*.test.ts',
  'test/crystal/{garbage,space-groups}.test.ts',
  'test/deployment/{examples,layers,package}.test.ts',
  'test/explorer/{connections,crystal,crystals,home,map,mine,motif,motifs,pattern,query,shell,structure}.test.ts',
  'test/graph/{ladybug,neo4j,neo4j-gone}.test.ts',
  'test/motif/{invariance,mutations,symmetry-measure}.test.ts',
  'test/neo4j/*.test.ts',
  'test/pipeline/!(label-table|stream).test.ts',
  'test/sources/sample.test.ts',
];

export default { ...common, test: { ...common.test, globalSetup: [], projects: projects(SLOW) } };
