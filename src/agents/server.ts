/** A server of the Model Context Protocol: tools by which assistants ask the graph. */
import { McpServer } from '@modelcontextprotocol/server';
import type { Ask } from './ask.js';
import { analyzeStructure } from './tools/analyze-structure.js';
import { describeCrystal } from './tools/describe-crystal.js';
import { findCrystals } from './tools/find-crystals.js';
import { findPattern } from './tools/find-pattern.js';
import { graphOverview } from './tools/graph-overview.js';
import { motifConnections } from './tools/motif-connections.js';
import { similarMaterials } from './tools/similar-materials.js';

const TOOLS = [
  findCrystals,
  findPattern,
  motifConnections,
  similarMaterials,
  analyzeStructure,
  describeCrystal,
  graphOverview,
];

const INSTRUCTIONS = `Motifgraph is a graph of inorganic crystals and their structure motifs: cations with the anions around them, and how these polyhedra share corners, edges and faces. A motif is written Ti-O:6 (titanium in an octahedron, O:6, of oxygen), or TiO6 octahedron. Predictions are those of a network trained on DFT (PBE+U) values, whose gaps are smaller than measured ones. Begin with graph_overview if it is unknown what the graph holds; cite crystals by id.`;

export interface AgentSettings {
  readonly ask: Ask;
  /** Of the software. */
  readonly version: string;
  /** Told of what no tool expected. */
  readonly report: (error: unknown) => void;
}

export function agentServer({ ask, version, report }: AgentSettings): McpServer {
  const server = new McpServer({ name: 'motifgraph', title: 'Motifgraph', version }, { instructions: INSTRUCTIONS });
  for (const register of TOOLS) register(server, ask, report);
  return server;
}
