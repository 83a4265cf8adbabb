import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useWord } from '#ui/words.tsx';
import type { Job } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';

const states = {
  waiting: { text: jobTexts.waiting, tone: 'plain' },
  running: { text: jobTexts.runningState, tone: 'info' },
  done: { text: jobTexts.done, tone: 'success' },
  failed: { text: jobTexts.failed, tone: 'error' },
  cancelled: { text: jobTexts.cancelled, tone: 'plain' },
} as const satisfies Record<Job['state'], { text: readonly [string, string]; tone: Tone }>;

export const JobState = ({ job }: { job: Job }): ReactNode => {
  const t = useText();
  const { text, tone } = states[job.state];
  return <Tag tone={tone}>{t(text)}</Tag>;
};

const tones = { waiting: 'running', running: 'running', done: 'done', failed: 'failed', cancelled: 'failed' } as const;

/** How far a job has come, in words and numbers. */
export const JobProgress = ({ job }: { job: Job }): ReactNode => {
  const t = useText();
  const word = useWord();
  if (job.state === 'waiting' || (job.state !== 'running' && job.total === null)) return null;
  const phase = job.state === 'running' && job.phase ? word(`phase.${job.phase}`, job.phase) : undefined;
  return (
    <ProgressBar
      label={`${t(jobTexts.progress)} ${job.subject}`}
      done={job.done}
      total={job.total}
      phase={phase}
      tone={tones[job.state]}
    />
  );
};

export const JobKind = ({ job }: { job: Job }): ReactNode => useWord()(`job.${job.kind}`, job.kind);
