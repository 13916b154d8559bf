/** The condition on a row of `photo` that nobody has taken it back. Primary key of photo_removal. */
export const stands = (photo: string): string =>
  `(select x.photo_id from photo_removal x where x.org_id = ${photo}.org_id and x.photo_id = ${photo}.id) is null`
