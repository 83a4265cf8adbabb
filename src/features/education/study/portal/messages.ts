import { catalogue } from '#shared/text.ts';

export const portalTexts = catalogue({
  short: ['证书核验', 'Certificates'],
  title: ['培训证书核验', 'Check a certificate of training'],
  entry: ['凭证书编号核验真伪和有效期', 'See by its number whether a certificate holds'],
  intro: [
    '输入证书上的编号。只显示姓氏、培训班、学时和有效期，没有其他个人信息。',
    'Enter the number of the certificate. It shows the surname, the class, the hours and until when it holds, and nothing else of the person.',
  ],
  number: ['证书编号', 'Number of the certificate'],
  numberHint: [
    '例如 2026-ABCD-EFGH-JKMN，大小写和横线不影响',
    'For example 2026-ABCD-EFGH-JKMN; capitals and hyphens do not matter',
  ],
  check: ['核验', 'Check'],
  another: ['核验另一张', 'Check another'],
  state_valid: ['证书有效', 'The certificate holds'],
  state_expired: ['证书已过期', 'The certificate has expired'],
  state_withdrawn: ['证书已撤销', 'The certificate was withdrawn'],
  holder: ['持证人', 'Holder'],
  class: ['培训班', 'Class'],
  organiser: ['主办单位', 'Held by'],
  days: ['培训日期', 'Days'],
  hours: ['学时', 'Study hours'],
  issuedOn: ['发证日期', 'Issued on'],
  expiresOn: ['有效期至', 'Holds until'],
  forGood: ['长期', 'For good'],
  withdrawnOn: ['撤销日期', 'Withdrawn on'],
  unknown: ['没有这个编号的证书，请核对后重新输入', 'There is no certificate with that number: please check it'],
});
