/** How a site is named on the page: label and ion, with what is special about it. */
import { Ion, number } from '../../../parts/text.js';
import { isShared, labelOf, type Site } from '../model/site.js';

/** `Al2 Al³⁺`; of a shared site its elements with their shares. */
export function SiteName({ site }: { site: Site }) {
  const shared = isShared(site);
  return (
    <span class="crystal-site-name">
      <strong>{labelOf(site)}</strong>{' '}
      <span class="quiet">
        {shared ? <Occupants of={site} /> : <Ion element={site.element} charge={site.oxidationState} />}
      </span>
      {site.isAmbiguous && (
        <abbr class="crystal-mark" title="Ambiguous: other ways to choose ligands give it others">
          ≈<span class="unseen">ambiguous</span>
        </abbr>
      )}
    </span>
  );
}

/** `Ni 0.80 Mn 0.10 Co 0.10`, what is empty last. */
export function Occupants({ of: { occupants } }: { of: Site }) {
  const empty = 1 - occupants.reduce((sum, { fraction }) => sum + fraction, 0);
  return (
    <>
      {occupants.map(({ element, fraction }) => `${element} ${number(fraction, 2)}`).join(' ')}
      {empty > 0.0005 && ` □ ${number(empty, 2)}`}
    </>
  );
}
