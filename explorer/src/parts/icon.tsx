/** Line icons, 24 × 24. */
const PATHS = {
  search: 'M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14M16 16l5 5',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5',
  code: 'M8 7l-5 5l5 5M16 7l5 5l-5 5',
  download: 'M12 4v11M7 11l5 5l5-5M4 20h16',
  upload: 'M12 16V4M7 9l5-5l5 5M4 20h16',
  close: 'M6 6l12 12M18 6L6 18',
  sun: 'M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  pattern:
    'M7 5m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M18 7m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M11 19m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M9.5 5.5l6 1M8 7.5l2.2 9M17 9.3l-4.5 7.7',
  hand: 'M7 12V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V5.5a1.5 1.5 0 0 1 3 0V12V8.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5c-2.5 0-3.5-1-5-3.5L4 13.5c-.8-1.5 1-2.5 2-1.5l1 1.5',
  ruler: 'M3 17L17 3l4 4L7 21zM7 13l2 2M10 10l2 2M13 7l2 2',
  lasso: 'M12 4c5 0 9 2.2 9 5.5S17 15 12 15S3 12.8 3 9.5S7 4 12 4M7 14.5c-1.5 1-1.5 3 .5 3.5s2 3 0 3.5',
  undo: 'M4 10h10a5 5 0 0 1 0 10h-3M8 6l-4 4l4 4',
  reset: 'M5 12a7 7 0 1 0 2.5-5.4M4 4v4.5h4.5',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7',
  eye: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7M12 9a3 3 0 1 1 0 6a3 3 0 0 1 0-6',
  eyeOff: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7M4 20L20 4',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  warning: 'M12 4L22 20H2zM12 10v4.5M12 17v.5',
  info: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 11v6M12 7.5v.5',
  plus: 'M12 5v14M5 12h14',
  filter: 'M4 6h16M7 12h10M10 18h4',
  bars: 'M5 20V11M12 20V4M19 20v-6M3 20h18',
  check: 'M4 12.5l5 5L20 6.5',
  up: 'M6 14l6-6l6 6',
  down: 'M6 10l6 6l6-6',
  left: 'M14 6l-6 6l6 6',
  right: 'M10 6l6 6l-6 6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width={1.7}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
