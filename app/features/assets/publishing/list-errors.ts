/** Words for the contract's named errors. */
export const listErrors: Readonly<Record<string, string>> = {
  AlreadyListed: "This asset is listed already: look for it in the catalogue.",
  NotCreator: "The wallet is not the account that sealed the file.",
  BadShares: "The contract refused the shares: they do not come to exactly 100 %.",
  UnknownParent: "One of the parent assets is not listed on this chain.",
  FeeMissing: "This market takes a fee, and it is missing from the shares.",
  BadTerms: "The contract refused the offer's terms.",
  UnknownCurrency: "Offers in this currency are not taken here.",
};
