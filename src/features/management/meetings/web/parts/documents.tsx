import { App, Button } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { closeMeeting, type Meeting, meetingById, meetingList } from '../../contract.ts';
import { attendanceSheet, meetingMinutes } from '../../documents/contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import css from './meeting.module.css';

export const CloseMeeting = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const input = { params: { id: meeting.id } };
  const { fire, busy, error } = useCommand(closeMeeting, {
    touches: [meetingList, [meetingById, input]],
    onDone: () => {
      setAsking(false);
      void message.success(t(meetingTexts.closedToast));
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(meetingTexts.close)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(meetingTexts.close)}
        consequence={t(meetingTexts.closeHint)}
        verb={t(meetingTexts.close)}
        busy={busy}
        error={error}
        texts={meetingProblemTexts}
        onConfirm={() => fire({ ...input, body: { version: meeting.version } })}
        onClose={() => setAsking(false)}
      />
    </>
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
