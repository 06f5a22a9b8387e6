/** How a site is named on the page: label and ion, with what is special about it. */
import { Occupants } from '../../../parts/occupants.js';
import { Ion } from '../../../parts/text.js';
import { isShared, labelOf, type Site } from '../model/site.js';

/** `Al2 Al³⁺`; of a shared site its elements with their shares. */
export function SiteName({ site }: { site: Site }) {
  const shared = isShared(site);
  return (
    <span class={shared ? 'crystal-site-name shared' : 'crystal-site-name'}>
      <strong>{labelOf(site)}</strong>{' '}
      <span class="quiet">
        {shared ? <Occupants of={site.occupants} /> : <Ion element={site.element} charge={site.oxidationState} />}
      </span>
      {site.isAmbiguous && (
        <abbr class="crystal-mark" title="Ambiguous: other ways to choose ligands give it others">
          ≈<span class="unseen">ambiguous</span>
        </abbr>
      )}
    </span>
  );
}
