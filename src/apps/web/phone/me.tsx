import { type ReactNode, useState } from 'react';
import { currentSession, setLanguage as setLanguageOf, signOut } from '#features/base/accounts/contract.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { SwitchCell } from '#ui/phone/fields.tsx';
import { Cell, Cells, Page } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice } from '#ui/phone/state-view.tsx';
import { useElderView } from '#ui/phone/theme.tsx';
import { countDrafts } from '#webkit/drafts.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { forgetBrowser, useSession } from '#webkit/session.tsx';
import { shellTexts } from '../messages.ts';
import { RoleChoice } from '../sign-in/steps.tsx';
import { deviceTexts } from './device-messages.ts';
import { kit } from './kit.ts';
import css from './me.module.css';

const SignOut = (): ReactNode => {
  const t = useText();
  const { adopt } = useSession();
  const { queue } = useOutbox();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(signOut, {
    onDone: (view) => {
      void forgetBrowser();
      adopt(view);
    },
  });
  const drafts = countDrafts();
  const unsent = queue.length;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {error instanceof Unreachable && (
        <>
          <p>{t(deviceTexts.lockHint)}</p>
          <Button onClick={() => void forgetBrowser().then(() => location.reload())}>{t(deviceTexts.lock)}</Button>
        </>
      )}
      <Button busy={busy} onClick={() => (drafts + unsent > 0 ? setAsking(true) : fire({}))}>
        {t(shellTexts.signOut)}
      </Button>
      <Sheet
        open={asking}
        title={unsent > 0 ? t(deviceTexts.unsent, { count: unsent }) : t(shellTexts.draftsTitle, { count: drafts })}
        onClose={() => setAsking(false)}
      >
        {unsent > 0 && <p>{t(deviceTexts.staysSealed)}</p>}
        {drafts > 0 && (
          <p>
            {unsent > 0 && `${t(shellTexts.draftsTitle, { count: drafts })}。`}
            {t(shellTexts.draftsHint)}
          </p>
        )}
        <Button busy={busy} onClick={() => fire({})}>
          {t(shellTexts.signOut)}
        </Button>
      </Sheet>
    </>
  );
};

/** Who I am here, how the pages look, and the way out. */
export const MePage = (): ReactNode => {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  const { elder, setElder } = useElderView();
  const { data } = useApi(currentSession, {});
  const remember = useCommand(setLanguageOf);
  const [choosing, setChoosing] = useState(false);
  const other = language === 'zh' ? 'en' : 'zh';
  const grant = data?.grant;
  const others = (data?.grants ?? []).filter((one) => one.id !== grant?.id);
  return (
    <Page title={t(shellTexts.me)}>
      <Cells>
        <Cell
          title={data?.account?.name}
          {...(grant ? { hint: `${grant.organisationName} · ${roleFacts[grant.role].label[language]}` } : {})}
        />
        {others.length > 0 && <Cell title={t(shellTexts.switchRole)} onClick={() => setChoosing(true)} />}
      </Cells>
      <Cells label={t(shellTexts.settings)}>
        <li>
          <SwitchCell label={t(shellTexts.elder)} hint={t(shellTexts.elderHint)} value={elder} onChange={setElder} />
        </li>
        <Cell
          title={t(shellTexts.language)}
          end={language === 'zh' ? '中文' : 'English'}
          onClick={() => {
            setLanguage(other);
            remember.fire({ body: { language: other } });
          }}
        />
      </Cells>
      <Cells label={t(shellTexts.safety)}>
        <Cell to="/me/devices" title={t(shellTexts.devices)} />
        <Cell to="/me/password" title={t(shellTexts.changePassword)} />
        <Cell
          to="/me/factor"
          title={t(shellTexts.factor)}
          end={t(data?.account?.hasSecondFactor ? shellTexts.factorOn : shellTexts.factorOff)}
        />
      </Cells>
      <SignOut />
      <a href="/?office" className={css.office}>
        {t(shellTexts.officeShell)}
      </a>
      <Sheet open={choosing} title={t(shellTexts.switchRole)} onClose={() => setChoosing(false)}>
        <RoleChoice kit={kit} grants={others} />
      </Sheet>
    </Page>
  );
};
