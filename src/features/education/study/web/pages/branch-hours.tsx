import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { branchHours, type BranchLine } from '../../hours/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { studyTexts } from '../../messages.ts';
import { useHourWords } from '../parts/words.ts';
import { YearSelect } from '../parts/year-select.tsx';

const address = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});

const State = ({ line }: { readonly line: BranchLine }): ReactNode => {
  const t = useText();
  if (line.exempt) return <Tag>{t(hourTexts.exempt)}</Tag>;
  return line.missing > 0 ? (
    <Tag tone="warning">{t(hourTexts.missingHours, { hours: line.missing })}</Tag>
  ) : (
    <Tag tone="success">{t(hourTexts.enough)}</Tag>
  );
};

/** Who of the own branch has how many hours, and who lacks what: the one who lacks most stands first. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useHourWords();
  const [{ year }, setState] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(branchHours, {
    query: year === undefined ? {} : { year: Number(year) },
  });
  return (
    <Frame title={t(studyTexts.branchTitle)} intro={t(studyTexts.branchIntro)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Toolbar>
                <YearSelect data={data} onChange={(next) => setState({ year: next })} />
                <span>{t(studyTexts.met, { met: data.met, required: data.required })}</span>
              </Toolbar>
              <Section flush>
                <PlainTable
                  caption={t(studyTexts.branchTitle)}
                  rows={data.items}
                  rowKey={({ personId }) => personId}
                  empty={t(studyTexts.noMembers)}
                  columns={[
                    {
                      key: 'name',
                      title: t(studyTexts.name),
                      render: ({ personId, name }) => (
                        <Link to={`/education/hours/${personId}?year=${data.year}`}>{name}</Link>
                      ),
                    },
                    {
                      key: 'audience',
                      title: t(studyTexts.audience),
                      render: ({ audience }) => t(hourTexts[`audience_${audience}`]),
                    },
                    {
                      key: 'hours',
                      title: t(hourTexts.got),
                      render: ({ hours, needed }) => `${hours} / ${needed}`,
                    },
                    { key: 'state', title: t(studyTexts.state), render: (line) => <State line={line} /> },
                    {
                      key: 'trainings',
                      title: t(studyTexts.trainings),
                      render: ({ trainings }) =>
                        trainings
                          .filter(({ doneOn }) => doneOn === null)
                          .map((one) => (
                            <div key={one.kind}>
                              {words.trainingOf(one)} · {words.trainingState(one)}
                            </div>
                          )),
                    },
                  ]}
                />
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
