/** Progress on standard error: one line that is rewritten on a terminal, a plain line now and then elsewhere. */
import { count, counted, duration } from './output.js';

/** How often a line is written, in milliseconds. */
const EVERY = { terminal: 100, elsewhere: 10_000 };
/** Rate and remaining time follow the last seconds, because what earlier runs stored goes by in a moment. */
const WINDOW_IN_SECONDS = 30;
/** Share of a stage that is done before its remaining time is told: what prepares it takes time, too. */
const LEAST_SHARE = 0.01;

interface Mark {
  readonly seconds: number;
  readonly structures: number;
  readonly position: number;
}

/** One line that says how far the work is. */
class StatusLine {
  private last = performance.now();
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** Writes the line when it is time for one. */
  show(line: () => string): void {
    const { stream } = this;
    const every = stream.isTTY ? EVERY.terminal : EVERY.elsewhere;
    if (performance.now() - this.last < every) return;
    this.last = performance.now();
    if (stream.isTTY) {
      this.clear();
      stream.write(line().slice(0, (stream.columns ?? 80) - 1));
      this.shown = true;
    } else {
      stream.write(`${line()}\n`);
    }
  }

  /** Takes the line away, for other output. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }
}

/** Of work in stages, each of which knows its share that is done. */
export class StageProgress {
  private readonly status: StatusLine;
  private readonly started = performance.now();
  private readonly stages: { readonly name: string; readonly started: number }[] = [];
  /** What was done when the stage began here: earlier runs did it. */
  private doneBefore = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.status = new StatusLine(stream);
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** `reading 50 s, learning 30 s`, up to now. */
  get inStages(): string {
    return this.stages
      .map(({ name, started }, i) => {
        const ended = this.stages[i + 1]?.started ?? performance.now();
        return `${name} ${duration((ended - started) / 1000)}`;
      })
      .join(', ');
  }

  update(stage: string, share: number, detail = ''): void {
    if (stage !== this.stages.at(-1)?.name) {
      this.stages.push({ name: stage, started: performance.now() });
      this.doneBefore = share;
    }
    const seconds = (performance.now() - this.stages.at(-1)!.started) / 1000;
    this.status.show(() => {
      const done = share - this.doneBefore;
      const left = done >= LEAST_SHARE ? ` · about ${duration((seconds * (1 - share)) / done)} left` : '';
      return `${stage} · ${Math.floor(100 * share)} %${left}${detail && ` · ${detail}`}`;
    });
  }

  clear(): void {
    this.status.clear();
  }
}

/** Of structures that go by. */
export class Progress {
  private structures = 0;
  private failed = 0;
  private position = 0;
  private readonly marks: Mark[] = [{ seconds: 0, structures: 0, position: 0 }];
  private readonly started = performance.now();
  private readonly status: StatusLine;

  /** @param size of the whole input, in which `position` counts; null where it is not known. */
  constructor(
    private readonly size: number | null,
    stream: NodeJS.WriteStream = process.stderr,
  ) {
    this.status = new StatusLine(stream);
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  update(structures: number, failed: number, position: number): void {
    this.structures += structures;
    this.failed += failed;
    this.position = Math.max(this.position, position);
    this.mark();
    this.status.show(() => this.line());
  }

  /** Takes the line away, for other output. */
  clear(): void {
    this.status.clear();
  }

  private mark(): void {
    const { seconds, structures, position } = this;
    this.marks.push({ seconds, structures, position });
    while (this.marks.length > 2 && seconds - this.marks[1]!.seconds > WINDOW_IN_SECONDS) this.marks.shift();
  }

  private line(): string {
    const since = this.marks[0]!;
    const seconds = this.seconds - since.seconds;
    const parts = [counted(this.structures, 'structure'), `${count((this.structures - since.structures) / seconds)}/s`];
    if (this.size !== null && this.size > 0) {
      parts.push(`${Math.floor((100 * this.position) / this.size)} %`);
      const left = ((this.size - this.position) * seconds) / (this.position - since.position);
      if (Number.isFinite(left)) parts.push(`about ${duration(left)} left`);
    }
    if (this.failed > 0) parts.push(`${count(this.failed)} refused`);
    return parts.join(' · ');
  }
}
