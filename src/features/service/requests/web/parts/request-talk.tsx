import { lazy, type ReactNode, Suspense } from 'react';
import { talkTexts } from '#features/service/talks/messages.ts';
import { loadTalkPanel } from '#features/service/talks/web/index.ts';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { oneRequest } from '../../contract.ts';
import { requestTalk, tellResident } from '../../talk/contract.ts';

const TalkPanel = lazy(async () => ({ default: (await loadTalkPanel()).TalkPanel }));

/** The live thread of a request, on its page. */
export const RequestTalk = ({ id }: { id: string }): ReactNode => {
  const t = useText();
  const { data: talk, error, isPending, refetch } = useApi(requestTalk, { params: { id } });
  const { run } = useCommand(tellResident, { touches: [requestTalk, oneRequest] });
  return (
    <Section title={t(talkTexts.one)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        {() =>
          talk && (
            <Suspense>
              <TalkPanel talk={talk} from={requestTalk} onSay={(text) => run({ params: { id }, body: { text } })} />
            </Suspense>
          )
        }
      </StateView>
    </Section>
  );
};
