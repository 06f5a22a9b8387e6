/** The query editor: GraphiQL under the explorer's header. A page of its own, as it is larger than all views together. */
import '@fontsource-variable/inter/index.css';
import '../design/tokens.css';
import '../design/base.css';
import '../parts/text.css';
import './query.css';
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { Router } from 'wouter-preact';
import { queryClient } from '../graphql/client.js';
import { Header } from '../header.js';
import { Skeleton } from '../parts/states.js';

/** The views are another page: the browser goes there. */
const useOtherPage = (): [string, (address: string) => void] => [
  window.location.pathname,
  (address) => window.location.assign(address),
];

const content = document.getElementById('content')!;

render(
  <QueryClientProvider client={queryClient}>
    <Router hook={useOtherPage}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Header />
    </Router>
  </QueryClientProvider>,
  document.getElementById('header')!,
);
render(<Skeleton lines={12} />, content);

const { showEditor } = await import('./editor.js');
render(null, content);
showEditor(content);
