import { lazy, type ReactNode, Suspense } from 'react';
import { talkTexts } from '#features/service/talks/messages.ts';
import { loadTalkPanel } from '#features/service/talks/web/index.ts';
import { useText } from '#ui/language.tsx';
import { Folded } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { oneRequest } from '../../contract.ts';
import { requestTalk, tellResident } from '../../talk/contract.ts';

const TalkPanel = lazy(async () => ({ default: (await loadTalkPanel()).TalkPanel }));

/** The live thread of a request, on its page; folded until something was said, and left out where nobody may say anything. */
export const RequestTalk = ({ id }: { id: string }): ReactNode => {
  const t = useText();
  const { data: talk, error, refetch } = useApi(requestTalk, { params: { id } });
  const { run } = useCommand(tellResident, { touches: [requestTalk, oneRequest] });
  const said = (talk?.messages.length ?? 0) > 0;
  if (talk && !said && !talk.can.answer) return null;
  return (
    <Folded title={t(talkTexts.one)} open={said || error !== null}>
      <StateView error={error} loading={talk === undefined} onAgain={() => void refetch()} lines={3}>
        {() =>
          talk && (
            <Suspense>
              <TalkPanel talk={talk} from={requestTalk} onSay={(text) => run({ params: { id }, body: { text } })} />
            </Suspense>
          )
        }
      </StateView>
    </Folded>
  );
};
