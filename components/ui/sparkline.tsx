import classes from './sparkline.module.css';

interface Props {
  /** Oldest first. */
  readonly values: readonly number[];
  readonly className?: string | undefined;
}

const HEIGHT = 20;
const STEP = 3;

/** Small bars without axes, beside a text that says the same: screen readers pass over it. */
export function Sparkline({ values, className }: Props) {
  const width = values.length * STEP;
  const highest = Math.max(...values, 1);
  // What is not nothing must be seen, however small beside the highest.
  const bars = values.map((value, i) => (value === 0 ? '' : bar(i, Math.max(3, (value / highest) * HEIGHT))));
  const ground = values.map((value, i) => (value === 0 ? bar(i, 1) : ''));
  return (
    <svg className={className} viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
      <path d={ground.join('')} className={classes.ground} />
      <path d={bars.join('')} className={classes.bars} />
    </svg>
  );
}

function bar(place: number, height: number): string {
  return `M${place * STEP} ${HEIGHT}v-${height.toFixed(1)}h${STEP - 1}V${HEIGHT}z`;
}
