/** Ways into the graph besides the search. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { Icon, type IconName } from '../../parts/icon.js';

export function Ways() {
  return (
    <nav class="ways" aria-label="More ways in">
      <BringYourOwn />
      <Way href="/pattern" icon="pattern" title="Draw a pattern">
        Polyhedra as nodes, shared ligands as bonds
      </Way>
      <Way href="/connections" icon="table" title="Who connects to whom">
        Motif × motif, by corner, edge and face
      </Way>
    </nav>
  );
}

interface WayProps {
  href: string;
  icon: IconName;
  title: string;
  children: ComponentChildren;
}

function Way({ href, icon, title, children }: WayProps) {
  return (
    <Link class="panel way" href={href}>
      <Icon name={icon} size={22} />
      <span>
        <strong>{title}</strong>
        <span class="quiet">{children}</span>
      </span>
    </Link>
  );
}

/** Files may be dropped on it; the view of one's own structures takes them over. */
function BringYourOwn() {
  const [, navigate] = useLocation();
  const [isOver, setOver] = useState(false);
  const bring = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const { bringFiles } = await import('../mine/files.js');
    void bringFiles(files);
    navigate('/mine');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a twin that keys reach: the link
    <div
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void bring([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <Way href="/mine" icon="upload" title="Bring your own structure">
        Drop CIF, POSCAR or JSON here. Nothing is stored.
      </Way>
    </div>
  );
}
