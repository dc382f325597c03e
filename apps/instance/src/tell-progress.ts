import type { SettlementProgress } from '@flattr/domain/settlement/read-progress';

/** Where progress is told: a terminal, whose last line can be written again, or a file or pipe. */
export type Outlet = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** How often a line is written: again and again on a terminal, now and then elsewhere. */
const everyMs = { terminal: 100, elsewhere: 5_000 };

const eraseLine = '\r\u001b[K';

/** Tells how far a settlement is, in one line that is written again on a terminal, and in few lines elsewhere. */
export const progressTeller = (
  out: Outlet,
  now: () => number = () => performance.now(),
): { readonly tell: (progress: SettlementProgress) => void; readonly end: () => void } => {
  const terminal = out.isTTY === true;
  const pause = terminal ? everyMs.terminal : everyMs.elsewhere;
  let told = Number.NEGATIVE_INFINITY;
  let state = '';
  let open = false;
  return {
    tell: (progress) => {
      const moved = progress.state !== state;
      if (!moved && now() - told < pause) return;
      [told, state] = [now(), progress.state];
      out.write(terminal ? `${eraseLine}${progressText(progress)}` : `${progressText(progress)}\n`);
      open = terminal;
    },
    /** Leaves the last line as it stands, and goes on below it. */
    end: () => {
      if (open) out.write('\n');
      open = false;
    },
  };
};

const percentText = (percent: number): string => `${percent} %`.padStart(5);

/** Such as `  2026-11  settling   42 %  18,400 wallets/s  about 40 s left`. */
export const progressText = (progress: SettlementProgress): string => {
  const { month, state, percent, supporters, supportersPerSecond, secondsLeft } = progress;
  if (state !== 'CUT') return `  ${month}  ${state.toLowerCase().padEnd(9)} ${percentText(percent)}`;
  const parts = [`  ${month}  settling `, percentText(percent)];
  if (supporters > 0) parts.push(` ${numberText(supporters)} wallets`);
  if (supportersPerSecond > 0) parts.push(` ${numberText(supportersPerSecond)} wallets/s`);
  if (secondsLeft !== undefined && percent < 100) parts.push(` about ${durationText(secondsLeft)} left`);
  return parts.join(' ');
};

const numberText = (count: number): string => count.toLocaleString('en');

const durationText = (seconds: number): string => {
  if (seconds <= 90) return `${seconds} s`;
  return seconds <= 5400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
};
