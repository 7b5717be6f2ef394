/** As shared/schemas/account-schemas.ts has them; a test keeps them equal. Importing it would bring Zod. */
export const PASSWORD_MINIMUM = 10;
export const PASSWORD_MAXIMUM = 200;
