/** Which view an address shows. Each view is loaded when it is first opened. */
import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { Route, Switch, useLocation } from 'wouter-preact';
import { Header } from './header.js';
import { FailureGuard } from './parts/failure.js';
import { NotFound, Skeleton } from './parts/states.js';
import { Home } from './views/home/home.js';

type View = ComponentType<{ params: { id: string } }>;
const view = (load: () => Promise<{ default: View }>): View => lazy(load);

const VIEWS: readonly (readonly [path: string, view: View])[] = [
  ['/crystals', view(() => import('./views/crystals/crystals.js'))],
  ['/crystal/:id', view(() => import('./views/crystal/crystal.js'))],
  ['/motifs', view(() => import('./views/motifs/motifs.js'))],
  ['/motif/:id', view(() => import('./views/motif/motif.js'))],
  ['/connections', view(() => import('./views/connections/connections.js'))],
  ['/map', view(() => import('./views/map/map.js'))],
  ['/pattern', view(() => import('./views/pattern/pattern.js'))],
  ['/mine', view(() => import('./views/mine/mine.js'))],
];

export function App() {
  const [path] = useLocation();
  useStart(path);
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <FailureGuard key={path}>
          <Suspense
            fallback={
              <div class="page">
                <Skeleton lines={8} />
              </div>
            }
          >
            <Switch>
              <Route path="/" component={Home} />
              {VIEWS.map(([path, component]) => (
                <Route key={path} path={path} component={component} />
              ))}
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </FailureGuard>
      </main>
    </>
  );
}

/** A view that a link opens is read from its start; where one goes back, the browser brings back the place itself. */
function useStart(path: string): void {
  const shown = useRef(path);
  const step = useRef('');
  useEffect(() => {
    const note = ({ type }: Event) => {
      step.current = type;
    };
    // The router tells of the first two.
    const types = ['pushState', 'replaceState', 'popstate'];
    for (const type of types) window.addEventListener(type, note);
    return () => {
      for (const type of types) window.removeEventListener(type, note);
    };
  }, []);
  useEffect(() => {
    if (path === shown.current) return;
    shown.current = path;
    if (step.current !== 'pushState') return;
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [path]);
}
