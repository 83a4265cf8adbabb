import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { PackageFrame } from '#features/education/packages/web/index.ts';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { coursePackage } from '../../packages/contract.ts';
import { courseTexts, packageTexts } from '../messages.ts';

/** A package as whoever writes or reviews the course sees it: what it holds, and nothing kept. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '', file = '' } = useParams();
  const [part, setPart] = useState(0);
  const { data, error, isPending, refetch } = useApi(coursePackage, { params: { id, file }, query: { part } });
  return (
    <Frame
      title={t(packageTexts.look)}
      crumbs={[
        { title: t(courseTexts.title), to: '/education/courses' },
        { title: t(courseTexts.course), to: `/education/courses/${id}` },
        { title: t(packageTexts.look) },
      ]}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
          {() =>
            data && (
              <>
                <p>
                  <Tag>{t(packageTexts[`standard_${data.standard}`])}</Tag> {data.title}
                </p>
                <p>{t(data.standard === 'cmi5' ? packageTexts.lookCmi5 : packageTexts.lookHint)}</p>
                {data.parts.length > 1 && (
                  <Select<number>
                    aria-label={t(packageTexts.parts, { count: data.parts.length })}
                    value={part}
                    onChange={setPart}
                    options={data.parts.map(({ title }, at) => ({ value: at, label: title }))}
                  />
                )}
                {data.address !== null && (
                  <PackageFrame
                    key={part}
                    title={t(packageTexts.frame, { title: data.parts[part]?.title ?? data.title })}
                    address={data.address}
                    run={null}
                    onKept={() => undefined}
                  />
                )}
              </>
            )
          }
        </StateView>
      </Section>
    </Frame>
  );
};
