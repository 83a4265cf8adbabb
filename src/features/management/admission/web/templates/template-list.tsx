import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { admissionTexts } from '../../messages.ts';
import { paperProblems, papersTexts, templateTexts } from '../../papers/messages.ts';
import { type PaperId, papers } from '../../papers/packs/papers.ts';
import { templateFile, type TemplateLine, templateList } from '../../papers/templates/contract.ts';
import { useAdmissionWords } from '../parts/words.ts';
import { Refusal, type Refused, TemplateUpload } from './template-upload.tsx';
import css from './templates.module.css';
import { VersionDrawer } from './version-drawer.tsx';

const braced = (name: string): string => `{${name}}`;

const Places = ({ names, label }: { names: readonly string[]; label: string }): ReactNode => (
  <ul className={css.places} aria-label={label}>
    {names.map((name) => (
      <li key={name} lang="zh-CN">
        <code>{braced(name)}</code>
      </li>
    ))}
  </ul>
);

const useInUse = (): ((line: TemplateLine) => ReactNode) => {
  const t = useText();
  return ({ from, isOwn }) => {
    if (from === null) return t(templateTexts.platform);
    if (isOwn) return <Tag tone="info">{t(templateTexts.own, { version: from.version })}</Tag>;
    return t(templateTexts.above, from);
  };
};

const Name = ({ line }: { line: TemplateLine }): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { title, step, article } = papers[line.paper];
  return (
    <>
      <div>{t(title)}</div>
      <div className={css.quiet}>
        {t(papersTexts.stepOf, { step: words.step(step) })} · {t(papersTexts.article, { article })}
      </div>
    </>
  );
};

const Forms = ({ items }: { items: readonly TemplateLine[] }): ReactNode => {
  const t = useText();
  const inUse = useInUse();
  const file = useDownload();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [shown, setShown] = useState<PaperId | null>(null);
  const line = items.find(({ paper }) => paper === shown);
  return (
    <div className={css.stack}>
      {file.error && <ErrorNotice error={file.error} texts={paperProblems} />}
      <PlainTable
        caption={t(templateTexts.title)}
        rows={items}
        rowKey={({ paper }) => paper}
        empty="–"
        columns={[
          { key: 'form', title: t(templateTexts.form), render: (one) => <Name line={one} /> },
          { key: 'inUse', title: t(templateTexts.inUse), render: inUse },
          {
            key: 'required',
            title: t(templateTexts.required),
            render: ({ required }) => (
              <span className={css.quiet} lang="zh-CN">
                {required.map(braced).join(' ')}
              </span>
            ),
          },
        ]}
        renderActions={({ paper, versions }) => (
          <div className={css.stack}>
            <span className={css.acts}>
              <Button
                size="small"
                icon={<DownloadOutlined aria-hidden />}
                disabled={file.progress !== null}
                aria-label={t(templateTexts.downloadOf, { paper: t(papers[paper].title) })}
                onClick={() => file.start(addressOf(templateFile, { params: { paper }, query: {} }))}
              >
                {t(templateTexts.download)}
              </Button>
              <TemplateUpload paper={paper} onRefused={setRefused} />
              {versions.length > 0 && (
                <Button size="small" onClick={() => setShown(paper)}>
                  {t(templateTexts.versions, { count: versions.length })}
                  <span className="sr-only">{t(papers[paper].title)}</span>
                </Button>
              )}
            </span>
            {refused?.paper === paper && <Refusal refused={refused} onClose={() => setRefused(null)} />}
          </div>
        )}
      />
      {line && <VersionDrawer line={line} onClose={() => setShown(null)} />}
    </div>
  );
};

/** The forms that are filled for a case: downloaded, edited in Word, uploaded, and taken back to the default. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(templateList, {});
  return (
    <Frame
      title={t(templateTexts.title)}
      intro={t(templateTexts.intro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(templateTexts.title) }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={12}>
        {() =>
          data && (
            <>
              <Section>
                <Forms items={data.items} />
              </Section>
              <Section title={t(templateTexts.places)}>
                <div className={css.stack}>
                  <p className={css.quiet}>{t(templateTexts.placesHint, { name: braced('姓名') })}</p>
                  <Places names={data.places} label={t(templateTexts.places)} />
                </div>
              </Section>
              <Section title={t(templateTexts.rows)}>
                <div className={css.stack}>
                  {data.rows.map(({ name, places }) => (
                    <div key={name} className={css.stack}>
                      <p className={css.quiet}>
                        {t(templateTexts.rowsHint, { from: braced(`#${name}`), to: braced(`/${name}`) })}
                      </p>
                      <Places names={places} label={name} />
                    </div>
                  ))}
                </div>
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
