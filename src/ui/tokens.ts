/** Colours and sizes that passed the contrast check on both component libraries. CSS reads the same from base.css. */
export const tokens = {
  brand: '#C8161D',
  link: '#B5121B',
  info: '#1D5FA8',
  error: '#B42318',
  warning: '#874D00',
  success: '#237804',
  textThird: 'rgba(0,0,0,.62)',
  placeholder: 'rgba(0,0,0,.6)',
  textSecond: 'rgba(0,0,0,.65)',
} as const;
