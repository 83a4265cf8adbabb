import { DownloadOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import type { CaseFile } from '../../contract.ts';
import {
  caseArchive,
  type CasePapers as Papers,
  casePapers,
  filledPaper,
  type KeptPaper,
  type PaperLine,
} from '../../papers/contract.ts';
import { paperProblems, papersTexts } from '../../papers/messages.ts';
import { papers } from '../../papers/packs/papers.ts';
import { useAdmissionWords } from '../parts/words.ts';
import { type Asked, PaperDialog } from './paper-dialogs.tsx';
import css from './papers.module.css';
import { ScanPart } from './scan-part.tsx';

type Standing = 'kept' | 'missing' | 'due' | 'next' | 'later';
const tones: Readonly<Record<Standing, Tone>> = {
  kept: 'success',
  missing: 'warning',
  due: 'info',
  next: 'info',
  later: 'plain',
};

/** Where a paper stands; those of a step that can be taken now are wanted before the step is recorded. */
const standingOf = (line: PaperLine, file: CaseFile): Standing => {
  if (line.kept.length > 0) return 'kept';
  if (line.missing) return 'missing';
  if (line.due) return 'due';
  const step = file.path.find((one) => one.step === papers[line.paper].step);
  return step?.state === 'open' || step?.state === 'overdue' ? 'next' : 'later';
};

interface Acts {
  readonly caseId: string;
  readonly onAsk: (asked: Asked) => void;
}

const KeptLine = ({ line, kept, caseId, onAsk }: Acts & { line: PaperLine; kept: KeptPaper }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const title = t(papers[line.paper].title);
  const named = <span className="sr-only">{`${title} ${format.day(kept.on)}`}</span>;
  return (
    <div className={css.one}>
      <span>{format.day(kept.on)}</span>
      {kept.place && <span>{t(papersTexts.original, { place: kept.place })}</span>}
      {kept.note && <span>{kept.note}</span>}
      <span className={css.quiet}>{t(papersTexts.by, { who: kept.recorder })}</span>
      <ScanPart caseId={caseId} kept={kept} title={title} />
      <Button type="link" size="small" onClick={() => onAsk({ kind: 'place', paper: line.paper, kept })}>
        {t(papersTexts.move)}
        {named}
      </Button>
      <Button type="link" size="small" onClick={() => onAsk({ kind: 'void', paper: line.paper, kept })}>
        {t(papersTexts.takeBack)}
        {named}
      </Button>
    </div>
  );
};

const Line = ({
  line,
  standing,
  archiveArticle,
  ...acts
}: Acts & { line: PaperLine; standing: Standing; archiveArticle: number }): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const form = useDownload();
  const { step, by, title } = papers[line.paper];
  const paper = t(title);
  const about = [
    t(papersTexts.stepOf, { step: words.step(step) }),
    t(papersTexts.article, { article: line.article }),
    ...(line.article === archiveArticle
      ? []
      : [t(line.named ? papersTexts.named : papersTexts.related, { article: archiveArticle })]),
    ...(by === 'form' ? [] : [t(papersTexts[`by_${by}`])]),
  ];
  return (
    <li className={css.line}>
      <div>
        <div className={css.title}>
          <strong>{paper}</strong>
          <Tag tone={tones[standing]}>{t(papersTexts[`at_${standing}`])}</Tag>
        </div>
        <div className={css.quiet}>{about.join(' · ')}</div>
      </div>
      <div className={css.acts}>
        {line.fillable && (
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            loading={form.progress !== null}
            aria-label={t(papersTexts.fillOf, { paper })}
            onClick={() => form.start(addressOf(filledPaper, { params: { id: acts.caseId, paper: line.paper } }))}
          >
            {t(papersTexts.fill)}
          </Button>
        )}
        <Button
          size="small"
          aria-label={t(papersTexts.keepOf, { paper })}
          onClick={() => acts.onAsk({ kind: 'keep', paper: line.paper })}
        >
          {t(papersTexts.keep)}
        </Button>
      </div>
      {form.error && (
        <div className={css.kept}>
          <ErrorNotice error={form.error} texts={paperProblems} />
        </div>
      )}
      {line.kept.length > 0 && (
        <div className={css.kept}>
          {line.kept.map((kept) => (
            <KeptLine key={kept.id} line={line} kept={kept} {...acts} />
          ))}
        </div>
      )}
    </li>
  );
};

const views = ['now', 'lacking', 'all'] as const;
type View = (typeof views)[number];

const Lists = ({ file, data }: { file: CaseFile; data: Papers }): ReactNode => {
  const t = useText();
  const [view, setView] = useState<View>('now');
  const [asked, setAsked] = useState<Asked | null>(null);
  const lines = data.items.map((line) => ({ line, standing: standingOf(line, file) }));
  const of: Readonly<Record<View, typeof lines>> = {
    now: lines.filter(({ standing }) => standing !== 'later'),
    lacking: lines.filter(({ standing }) => standing === 'missing'),
    all: lines,
  };
  const facts = { article: data.archiveArticle, count: data.missing };
  return (
    <div className={css.stack}>
      <p>
        {data.missing > 0 ? (
          <>
            <Tag tone="warning">{t(papersTexts.at_missing)}</Tag> {t(papersTexts.missingBy, facts)}
          </>
        ) : (
          t(papersTexts.nothingMissing, facts)
        )}
      </p>
      <p className={css.quiet}>{t(papersTexts.fillHint)}</p>
      <div>
        <Segmented<View>
          aria-label={t(papersTexts.which)}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(papersTexts[value], { count: of[value].length }) }))}
        />
      </div>
      {of[view].length === 0 ? (
        <p className={css.quiet}>{t(view === 'lacking' ? papersTexts.noneLacking : papersTexts.noneNow)}</p>
      ) : (
        <ul className={css.list} aria-label={t(papersTexts.papers)}>
          {of[view].map((one) => (
            <Line
              key={one.line.paper}
              {...one}
              archiveArticle={data.archiveArticle}
              caseId={file.id}
              onAsk={setAsked}
            />
          ))}
        </ul>
      )}
      {asked && (
        <PaperDialog asked={asked} caseId={file.id} usualPlaces={data.usualPlaces} onClose={() => setAsked(null)} />
      )}
    </div>
  );
};

const Part = ({ file }: { file: CaseFile }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(casePapers, { params: { id: file.id } });
  const archive = useDownload();
  return (
    <Section
      id="papers"
      title={t(papersTexts.papers)}
      actions={
        <Button
          icon={<DownloadOutlined aria-hidden />}
          title={t(papersTexts.archiveHint)}
          loading={archive.progress !== null}
          onClick={() => archive.start(addressOf(caseArchive, { params: { id: file.id } }))}
        >
          {t(papersTexts.archive)}
        </Button>
      }
    >
      {archive.error && <ErrorNotice error={archive.error} />}
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() => data && <Lists file={file} data={data} />}
      </StateView>
    </Section>
  );
};

/** The papers of a case: which there are and where, which are missing, and the forms filled from what is known. */
export const CasePapers = ({ file }: { readonly file: CaseFile }): ReactNode => {
  const { can } = useSession();
  return can('admission.papers') ? <Part file={file} /> : null;
};
