/** Hours and minutes as a schedule keeps them, e.g. `09:30`. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/
