import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useFormat } from '#ui/language.tsx';
import { ChoiceField } from '#ui/office/fields.tsx';
import { meetingList } from '#features/management/meetings/contract.ts';
import { useApi } from '#webkit/query.ts';
import { appraisalMeetings } from '../../rules.ts';

/** The branch's meetings at which an appraisal may be held, the latest first. */
export const MeetingField = ({ field }: { field: Field<string> }): ReactNode => {
  const format = useFormat();
  const { data } = useApi(meetingList, { query: { limit: 100 } });
  const fitting = (data?.items ?? []).filter(
    ({ type, state }) => appraisalMeetings.some((one) => one === type) && state !== 'cancelled',
  );
  return (
    <ChoiceField
      field={field}
      choices={fitting.map(({ id, title, startsAt }) => ({
        value: id,
        label: `${format.day(startsAt.slice(0, 10))} ${title}`,
      }))}
      wide
    />
  );
};
