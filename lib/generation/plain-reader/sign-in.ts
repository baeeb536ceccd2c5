const ONE = "(?:sign(?:s)? up|sign(?:s)? in|log(?:s)? in|logs? ?in|registers?|login|make an account|create an account)";
/** "log in", "sign up and log in" */
export const LOGIN = `${ONE}(?:(?:, | and |, and )(?:can |then )?${ONE})*`;
export const SIGN_IN = "Nobody signs up or logs in at an API built here: each call has a key, and a caller is known by it.";
