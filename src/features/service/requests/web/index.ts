import type { FeaturePages } from '#webkit/router.tsx';

export const requestPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'action.requests.send': ['提交诉求', 'Request sent'],
    'action.requests.accept': ['群众认可答复', 'Answer accepted'],
    'action.requests.reopen': ['群众要求重新办理', 'Request reopened'],
    'action.requests.addPhotos': ['补充照片', 'Photos added'],
    'action.requests.take': ['受理诉求', 'Request taken'],
    'action.requests.assign': ['交办诉求', 'Request assigned'],
    'action.requests.answer': ['答复诉求', 'Request answered'],
    'action.requests.refuse': ['不予受理诉求', 'Request refused'],
    'action.requests.showPhone': ['查看来件人电话', 'Phone of a resident shown'],
    'notice.requests.arrived': ['收到一件诉求，请在 {day} 前答复', 'A request has come in: answer by {day}'],
    'notice.name.requests.arrived': ['收到诉求', 'Request came in'],
    'notice.requests.reopened': ['群众要求重新办理，请在 {day} 前答复', 'A request was reopened: answer by {day}'],
    'notice.name.requests.reopened': ['诉求重新办理', 'Request reopened'],
    'todo.list.requests.open': ['待办理的诉求', 'Open requests'],
    'todo.requests.open': ['{area}的诉求', 'Request about {area}'],
    'todo.why.requests': ['您的单位承办', 'Your unit is in charge'],
  },
};
