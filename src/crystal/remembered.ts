/** Made once for each site. */
export function remembered<T>(make: (site: number) => T): (site: number) => T {
  const known = new Map<number, T>();
  return (site) => {
    let value = known.get(site);
    if (value === undefined) {
      value = make(site);
      known.set(site, value);
    }
    return value;
  };
}
