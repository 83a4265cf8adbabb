import { catalogue } from '#shared/text.ts';

/** What the unit in charge is told: nothing of what was written, and nobody's name. */
export const requestNotices = catalogue({
  'requests.arrived': ['收到一件诉求，请在 {day} 前答复', 'A request has come in: answer by {day}'],
  'requests.thanked': ['收到群众的一条表扬，不用答复', 'Residents thank you: nothing has to be answered'],
  'requests.reopened': ['群众要求重新办理，请在 {day} 前答复', 'A request was reopened: answer by {day}'],
  'requests.declared': [
    '群众声明一件诉求为信访事项，期限改为 {day}',
    'A resident has declared a request a petition: it is due by {day} now',
  ],
});
