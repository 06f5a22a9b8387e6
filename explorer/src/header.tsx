/** Head of every page: where one is, the search, the service, the theme. */
import { useEffect, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { chooseTheme, useTheme } from './design/theme.js';
import { useAnswer } from './graphql/client.js';
import { ServiceDocument, type ServiceQuery } from './graphql/generated/operations.js';
import { Button } from './parts/controls.js';
import { counted, number } from './parts/text.js';
import { SearchBox } from './search/search-box.js';
import './header.css';

const VIEWS = [
  ['/crystals', 'Crystals', /^\/crystals?\b/],
  ['/motifs', 'Motifs', /^\/motifs?\b/],
  ['/connections', 'Connections', /^\/connections\b/],
  ['/map', 'Map', /^\/map\b/],
  ['/pattern', 'Pattern', /^\/pattern\b/],
  ['/mine', 'My structure', /^\/mine\b/],
] as const;

export function Header() {
  const [path] = useLocation();
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another view opens
  useEffect(() => setOpen(false), [path]);
  const theme = useTheme();
  const { data } = useAnswer(ServiceDocument, {}, { isOfFrame: true });
  return (
    <header class="header">
      <Link class="brand" href="/">
        <svg viewBox="0 0 24 24" width={22} height={22} aria-hidden>
          <path d="M12 2 20 12 12 22 4 12ZM4 12 12 15 20 12M12 2V15V22" />
        </svg>
        Motifgraph
      </Link>
      <nav aria-label="Views" class={isOpen ? 'open' : ''}>
        {VIEWS.map(([address, name, here]) => (
          <Link key={address} href={address} aria-current={here.test(path) ? 'page' : undefined}>
            {name}
          </Link>
        ))}
        <a href="/query" aria-current={path === '/query' ? 'page' : undefined}>
          Query
        </a>
      </nav>
      {/* It stands large on the start page. */}
      {path !== '/' && <SearchBox />}
      <div class="push row">
        {data?.data.statistics && <Service {...data.data.statistics} />}
        <Button
          icon={theme === 'light' ? 'moon' : 'sun'}
          label={theme === 'light' ? 'Dark theme' : 'Light theme'}
          onClick={() => chooseTheme(theme === 'light' ? 'dark' : 'light')}
        />
        <span class="menu">
          <Button icon="menu" label="Views" pressed={isOpen} onClick={() => setOpen(!isOpen)} />
        </span>
      </div>
    </header>
  );
}

/** What the service holds. */
function Service({ crystals, datasets }: NonNullable<ServiceQuery['statistics']>) {
  const [first, ...more] = datasets ?? [];
  const name =
    first === undefined ? null : more.length > 0 ? counted(more.length + 1, 'data set') : String(first.value);
  return (
    <span class="service quiet" title={`${name ?? 'This graph'}: ${counted(crystals, 'crystal')}`}>
      {name !== null && <span class="name">{name}</span>} <strong>{number(crystals)}</strong>
      {name === null && ' crystals'}
    </span>
  );
}
