import { App, Button } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { closeMeeting, type Meeting, meetingById, meetingList } from '../../contract.ts';
import { attendanceSheet, meetingMinutes } from '../../documents/contract.ts';
import { type Leaders, namedIn, otherThan } from '../../leaders/rules.ts';
import { meetingTexts } from '../../messages.ts';
import { LeadersDialog } from './leaders.tsx';
import css from './meeting.module.css';

export const CloseMeeting = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const input = { params: { id: meeting.id } };
  const { run } = useCommand(closeMeeting, { touches: [meetingList, [meetingById, input]] });
  const close = async (leaders: Leaders): Promise<void> => {
    await run({ ...input, body: { version: meeting.version, ...otherThan(leaders, namedIn(meeting)) } });
    void message.success(t(meetingTexts.closedToast));
  };
  return (
    <LeadersDialog meeting={meeting} verb={t(meetingTexts.close)} onConfirm={close}>
      {t(meetingTexts.closeHint)}
    </LeadersDialog>
  );
};

export const Documents = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { start, progress, error } = useDownload();
  const input = { params: { id: meeting.id } };
  const { closedBy, closedAt } = meeting;
  return (
    <Section title={t(meetingTexts.documents)}>
      <div className={css.stack}>
        {closedBy && (
          <p className={css.hint}>{t(meetingTexts.closed, { by: closedBy, at: format.moment(closedAt) })}</p>
        )}
        {error && <ErrorNotice error={error} />}
        <Toolbar>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            disabled={progress !== null}
            onClick={() => start(addressOf(attendanceSheet, input))}
          >
            {t(meetingTexts.sheet)}
          </Button>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            disabled={progress !== null}
            onClick={() => start(addressOf(attendanceSheet, { ...input, query: { as: 'pdf' } }))}
          >
            {t(meetingTexts.sheetPdf)}
          </Button>
          {meeting.state !== 'planned' && (
            <>
              <Button
                icon={<DownloadOutlined aria-hidden />}
                disabled={progress !== null}
                onClick={() => start(addressOf(meetingMinutes, input))}
              >
                {t(meetingTexts.minutes)}
              </Button>
              <Button
                icon={<DownloadOutlined aria-hidden />}
                disabled={progress !== null}
                onClick={() => start(addressOf(meetingMinutes, { ...input, query: { as: 'pdf' } }))}
              >
                {t(meetingTexts.minutesPdf)}
              </Button>
            </>
          )}
        </Toolbar>
      </div>
    </Section>
  );
};
