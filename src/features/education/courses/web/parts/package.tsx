import { type ReactNode, useRef, useState } from 'react';
import { PackageFrame } from '#features/education/packages/web/index.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { uiTexts } from '#ui/messages.ts';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand, useTouch } from '#webkit/query.ts';
import type { Unit } from '../../content/rules.ts';
import { courseProblems } from '../../messages.ts';
import { type OwnCourse, ownCourse, ownCourses } from '../../own/contract.ts';
import { openPackage, ownPackage } from '../../packages/contract.ts';
import { packageTexts } from '../messages.ts';
import { sendLeft } from '../offline/package-words.ts';
import { useKeeper } from './use-keeper.ts';

interface OpenProps {
  readonly course: OwnCourse;
  readonly unit: Extract<Unit, { kind: 'package' }>;
  readonly part: number;
  readonly title: string;
  readonly address: string;
  readonly run: string | null;
  readonly speaksItself: boolean;
  readonly onClose: () => void;
}

const Running = ({ course, unit, part, title, address, run, speaksItself, onClose }: OpenProps): ReactNode => {
  const t = useText();
  const touch = useTouch();
  const wide = useRef<HTMLDivElement>(null);
  const done = (): void => touch(ownCourses, ownPackage, [ownCourse, { params: { id: course.id } }]);
  // A program of cmi5 has told the record store: the server is asked to look there.
  const last = speaksItself ? {} : null;
  const { keeping, keep } = useKeeper({ id: course.id, unit: unit.id, part }, last, done);
  return (
    <Section>
      <div className={css.stack} ref={wide}>
        <PackageFrame title={t(packageTexts.frame, { title })} address={address} run={run} onKept={keep} />
        <p className={css.quiet} role="status">
          {keeping === 'kept' && t(packageTexts.kept)}
          {keeping === 'here' && t(packageTexts.keptHere)}
          {keeping === 'waits' && t(packageTexts.waits)}
        </p>
        {document.fullscreenEnabled && (
          <Button onClick={() => void wide.current?.querySelector('iframe')?.requestFullscreen()}>
            {t(packageTexts.wide)}
          </Button>
        )}
        <Button filled onClick={onClose}>
          {t(packageTexts.close)}
        </Button>
      </div>
    </Section>
  );
};

interface Props {
  readonly course: OwnCourse;
  readonly unit: Extract<Unit, { kind: 'package' }>;
}

/** Courseware of others as a unit: its parts, and the one that is open. */
export const Package = ({ course, unit }: Props): ReactNode => {
  const t = useText();
  const [part, setPart] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const params = { id: course.id, unit: unit.id };
  const { data, error, isPending, refetch } = useApi(ownPackage, { params, query: { part } });
  const opening = useCommand(openPackage, {
    touches: [ownPackage],
    onDone: () => void refetch().then(() => setOpen(true)),
  });
  const begin = (at: number): void => {
    setPart(at);
    // It goes on where an earlier page left it.
    void sendLeft(course.id).then(() => opening.fire({ params, body: { part: at } }));
  };
  const address = data?.address ?? null;
  if (data === undefined && error instanceof Unreachable)
    return (
      <Notice title={t(packageTexts.needsNetwork)}>
        <Button onClick={() => void refetch()}>{t(uiTexts.again)}</Button>
      </Notice>
    );
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
      {data !== undefined && (
        <>
          <Section>
            <div className={css.stack}>
              <p className={css.quiet}>{t(packageTexts.intro)}</p>
              {data.parts.every(({ done }) => done) && <p className={css.grade}>{t(packageTexts.done)}</p>}
              {opening.error && <ErrorNotice error={opening.error} texts={courseProblems} />}
              {data.parts.length > 1 && <p>{t(packageTexts.parts, { count: data.parts.length })}</p>}
              {data.parts.map(({ title, done }, at) => (
                <div key={`${at} ${title}`} className={css.stack}>
                  {data.parts.length > 1 && (
                    <p className={css.words}>
                      {title}{' '}
                      <Tag tone={done ? 'success' : 'plain'}>{t(packageTexts[done ? 'part_done' : 'part_open'])}</Tag>
                    </p>
                  )}
                  {!(isOpen && at === part) && (
                    <Button filled busy={opening.busy && at === part} onClick={() => begin(at)}>
                      {data.parts.length > 1
                        ? t(packageTexts.openOf, { title })
                        : t(data.run === null ? packageTexts.open : packageTexts.goOn)}
                    </Button>
                  )}
                </div>
              ))}
            </div>
          </Section>
          {isOpen && address !== null && (
            <Running
              key={`${part} ${data.run ?? ''}`}
              course={course}
              unit={unit}
              part={part}
              title={data.parts[part]?.title ?? data.title}
              address={address}
              run={data.run}
              speaksItself={data.standard === 'cmi5'}
              onClose={() => setOpen(false)}
            />
          )}
        </>
      )}
    </StateView>
  );
};
