/** Start page: what the graph holds, and the ways into it. */
import { useAnswer } from '../../graphql/client.js';
import { HomeMapDocument, HomePageDocument, type HomePageQuery } from '../../graphql/generated/operations.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { ErrorBox } from '../../parts/states.js';
import { counted, number } from '../../parts/text.js';
import { SearchBox } from '../../search/search-box.js';
import { Facets } from './facets.js';
import { MapPreview } from './map-preview.js';
import { Ways } from './ways.js';
import './home.css';

export function Home() {
  const { data, error } = useAnswer(HomePageDocument, {});
  const statistics = data?.data.statistics ?? null;
  const isEmpty = statistics?.crystals === 0;
  return (
    <div class="home">
      <section class="hero" aria-label="Search">
        <div class="words">
          <h1>{headline(statistics)}</h1>
          <p class="lead">{statistics === null ? ' ' : subline(statistics)}</p>
          <SearchBox large />
        </div>
        {!isEmpty && <MapPreview isReady={data !== undefined} />}
      </section>
      {error !== null && <ErrorBox errors={error.errors} />}
      <div class="home-panels">
        {isEmpty ? <HowToFill /> : <Facets of={data?.data} />}
        <Ways />
      </div>
      <footer class="home-foot">
        <ShowQuery queries={[asked(HomePageDocument, {}), asked(HomeMapDocument, {})]} />
      </footer>
    </div>
  );
}

type Statistics = HomePageQuery['statistics'];

function headline(statistics: Statistics) {
  if (statistics === null || statistics.crystals === 0) return 'Every polyhedron, and what it shares with the next';
  return `Every polyhedron in ${counted(statistics.crystals, 'crystal')}, and what it shares with the next`;
}

function subline({ crystals, motifSites, motifs, connections }: NonNullable<Statistics>) {
  if (crystals === 0) return 'This graph is empty.';
  const shared = connections < 1_000_000 ? number(connections) : `${number(connections / 1_000_000, 2)} million`;
  return `${counted(motifSites, 'polyhedron', 'polyhedra')} of ${counted(motifs, 'kind')}; ${shared} shared corners, edges and faces.`;
}

function HowToFill() {
  return (
    <section class="panel" aria-labelledby="fill">
      <h2 id="fill">Fill the graph</h2>
      <p>
        <code>motifgraph ingest cifs/</code> reads a folder or an archive of CIF, POSCAR and JSON files, finds the
        polyhedra and stores them. <code>motifgraph serve --sample</code> serves 176 crystals that come with the
        package.
      </p>
    </section>
  );
}
