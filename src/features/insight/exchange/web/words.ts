import type { Words } from '#ui/words.tsx';

export const exchangeWords: Words = {
  'action.exchange.makeKey': ['发放开放接口密钥', 'Key of a program issued'],
  'action.exchange.revokeKey': ['停用开放接口密钥', 'Key of a program revoked'],
  'action.exchange.placeArea': ['登记村社区位置', 'Place of a village said'],
};
