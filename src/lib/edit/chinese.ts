/** What the editor says in English only, as far as our editors meet it. A test tells when its own Chinese has caught up. */
export const CHINESE = {
  sign_in_using_access_token_workflow_note: '因为改动要提成合并请求，令牌还要有「合并请求」（Pull requests）的读写权限。',
  show_errors: '看看是哪些',
  list_item_options: '这一条的操作',
  select_item: '选择{$name}',
  entry_sidebar: {
    slug: {
      title: '文件名',
      generated_on_save: '保存时自动取名。',
      unavailable: '这个文件的名字是固定的。',
    },
  },
  save_conflict: {
    title: '别人刚改过',
    modified_by: '你打开以后，{$name} 在 {$date} 改过这一篇。',
    modified: '你打开以后，仓库里的这一篇被改过。',
    deleted: '你打开以后，仓库里的这一篇被删掉了。',
    overwrite_warning: '现在保存，对方的改动会丢。',
    recreate_warning: '现在保存，会重新建出这一篇。',
    save_anyway: '还是保存',
    branch_moved: '保存的时候，仓库被别人更新了。请再试一次。',
  },
  remote_change: {
    reload_entry: '重新打开这一篇',
    confirm_reloading_entry: '确定要重新打开吗？没保存的改动会丢。',
  },
  relation_field: {
    save_together_hint: '新的{$name}会和你正在改的一起保存。',
    add_failed: '没能加上{$name}。',
  },
  status: { deploying: '正在发布' },
  workflow: { deploying_deletion: '删除' },
} as const;
