const WIDTH = 1600;

/** Moon and sea: four swells that drift past each other where there is power to spare. Decoration. */
export function TideScene() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 800 900"
      preserveAspectRatio="xMidYMax slice"
      className="absolute inset-x-0 top-0 w-full max-lg:-translate-y-[45%] lg:inset-0 lg:h-full"
    >
      <defs>
        <linearGradient id="scene-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className="[stop-color:var(--color-deep-low)]" />
          <stop offset="1" className="[stop-color:#12545a]" />
        </linearGradient>
        <linearGradient id="scene-moon" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className="[stop-color:#ffb08f]" />
          <stop offset="1" className="[stop-color:#f0603f]" />
        </linearGradient>
      </defs>
      <rect width="800" height="900" fill="url(#scene-sky)" />
      <g className="fill-none stroke-foam">
        {RINGS.map((radius, at) => (
          <circle key={radius} cx="520" cy="560" r={radius} opacity={0.22 - at * 0.035} />
        ))}
      </g>
      <circle cx="520" cy="560" r="132" fill="url(#scene-moon)" />
      {SWELLS.map(({ top, height, length, fill, seconds }) => (
        <path
          key={top}
          d={swell(top, height, length)}
          className="lg:animate-drift"
          style={{
            fill,
            animationDuration: `${seconds}s`,
            ['--drift' as string]: `${-length}px`,
          }}
        />
      ))}
    </svg>
  );
}

const RINGS = [176, 232, 300, 380, 470];
const SWELLS = [
  { top: 610, height: 18, length: 400, fill: '#1c6f73', seconds: 34 },
  { top: 672, height: 24, length: 533, fill: '#14595f', seconds: 27 },
  { top: 742, height: 28, length: 400, fill: '#0e444c', seconds: 21 },
  { top: 816, height: 26, length: 640, fill: '#082d36', seconds: 17 },
];

/** A wave over twice the width, so that it can drift by its length without an end in sight. */
function swell(top: number, height: number, length: number): string {
  const half = length / 2;
  const crests = Math.ceil((WIDTH + length) / half);
  const curve = `q${half / 2} ${-height} ${half} 0t${half} 0`;
  return `M0 ${top}${curve}${`t${half} 0`.repeat(crests)}V900H0Z`;
}
