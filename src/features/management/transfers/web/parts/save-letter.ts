/** The signed file as a download. */
export const saveLetter = (letterNo: string, file: string): void => {
  const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `letter-${letterNo}.json`;
  link.click();
  URL.revokeObjectURL(address);
};
