/** So many at a time: a list of everything says nothing. */
export const mostNeeds = 5;
