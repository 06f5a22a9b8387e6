import '@fontsource-variable/inter/index.css';
import './design/tokens.css';
import './design/base.css';
import './parts/text.css';
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { App } from './app.js';
import { queryClient } from './graphql/client.js';

render(
  <QueryClientProvider client={queryClient}>
    <App />
  </QueryClientProvider>,
  document.getElementById('app')!,
);
