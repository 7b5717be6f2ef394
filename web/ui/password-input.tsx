import { useLingui } from '@lingui/react/macro';
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { Input } from './input.tsx';

export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const { t } = useLingui();
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={isShown ? 'text' : 'password'} className="pe-12" />
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={isShown ? t`Hide password` : t`Show password`}
        className="absolute end-0.5 top-0.5"
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}
