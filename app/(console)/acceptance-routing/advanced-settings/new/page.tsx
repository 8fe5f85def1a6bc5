import { RuleEditor } from '@/components/policy/rule-editor';

export default function NewRulePage() {
  return <RuleEditor view={null} />;
}
