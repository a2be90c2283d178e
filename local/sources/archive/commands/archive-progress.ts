import { progress, type Progress } from '../../../commands/progress';

const MB = 1e6;

/** Progress of an extraction, in megabytes of the archive, with its rate and the time that is left. */
export class ArchiveProgress {
  private shown: Progress | undefined;
  private readonly started = performance.now();
  private done = { bytes: 0, files: 0 };
  private plan = { bytes: 0, files: 0 };

  constructor(private readonly title: string) {}

  begin(plan: { readonly bytes: number; readonly files: number }): void {
    this.plan = plan;
    this.shown = progress(this.title, Math.ceil(plan.bytes / MB));
  }

  add(bytes: number, files = 0): void {
    this.done = { bytes: this.done.bytes + bytes, files: this.done.files + files };
    const seconds = Math.max(0.001, (performance.now() - this.started) / 1_000);
    const rate = this.done.bytes / seconds;
    const left = rate > 0 ? Math.max(0, this.plan.bytes - this.done.bytes) / rate : 0;
    const files_ = this.plan.files > 0 ? `${this.done.files}/${this.plan.files} files, ` : '';
    const what = `MB, ${files_}${(rate / MB).toFixed(1)} MB/s, ${clockOf(left)} left`;
    this.shown?.update(Math.round(this.done.bytes / MB), what);
  }

  stop(): void {
    this.shown?.stop();
  }
}

/** 3723 seconds are 1:02:03. */
function clockOf(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = String(Math.floor(seconds % 60)).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
