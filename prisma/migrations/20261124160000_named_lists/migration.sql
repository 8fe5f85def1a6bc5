-- Named lists of domains, addresses and networks are items of the policy.
ALTER TYPE "policy_item_kind" ADD VALUE 'named_list';
