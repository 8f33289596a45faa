# A repository made for one comparison: a commit with the tree of another
# repository's HEAD, or with files given here, that borrows its objects. It is
# bare and without attributes of its own, so that nothing but the tree counts.
require 'open3'
require 'tmpdir'

# With `everything`, the root's attributes make every file count, prose and data too.
EVERYTHING = "* linguist-detectable -linguist-vendored -linguist-documentation -linguist-generated\n"
ENVIRONMENT = { 'HOME' => '/nonexistent', 'XDG_CONFIG_HOME' => '/nonexistent', 'LC_ALL' => 'C.UTF-8',
                'GIT_CONFIG_NOSYSTEM' => '1', 'GIT_CONFIG_GLOBAL' => '/dev/null',
                'GIT_AUTHOR_NAME' => 'a', 'GIT_AUTHOR_EMAIL' => 'a@example.com',
                'GIT_COMMITTER_NAME' => 'a', 'GIT_COMMITTER_EMAIL' => 'a@example.com',
                'GIT_AUTHOR_DATE' => '@0 +0000', 'GIT_COMMITTER_DATE' => '@0 +0000' }.freeze

def run(*words, input: '')
  out, err, status = Open3.capture3(ENVIRONMENT, *words, stdin_data: input, binmode: true)
  raise "#{words.join(' ')}: #{err}" unless status.success?

  out
end

class Repository
  attr_reader :path, :left_out

  def initialize(folder, source)
    @path = File.join(folder, 'repository.git')
    @left_out = []
    run('git', 'init', '--quiet', '--bare', @path)
    objects = run('git', '-C', source, 'rev-parse', '--path-format=absolute', '--git-path', 'objects').chomp
    File.write("#{@path}/objects/info/alternates", "#{objects}\n")
    @entries = run('git', '-C', source, 'ls-tree', '-r', '-z', 'HEAD').split("\0")
    leave_out_missing
  end

  def commit(everything: false)
    entries = @entries.dup
    if everything
      blob = git('hash-object', '-w', '--stdin', input: EVERYTHING).chomp
      entries.reject! { |entry| entry.split("\t", 2).last == '.gitattributes' }
      entries << "100644 blob #{blob}\t.gitattributes"
    end
    index = "#{@path}/index"
    File.delete(index) if File.exist?(index)
    git('update-index', '-z', '--index-info', input: entries.map { |entry| "#{entry}\0" }.join)
    commit = git('commit-tree', git('write-tree', '--missing-ok').chomp, '-m', 'tree').chomp
    git('update-ref', '--no-deref', 'HEAD', commit)
    File.delete(index)
  end

  def files
    @entries.size
  end

  private

  def git(*words, input: '')
    run('git', '--git-dir', @path, *words, input: input)
  end

  # The oracle dies of a blob that is not there, as in a partial clone.
  def leave_out_missing
    ids = @entries.map { |entry| entry.split("\t", 2).first.split.last }
    missing = git('cat-file', '--batch-check', input: "#{ids.uniq.join("\n")}\n").lines
                                                     .grep(/ missing$/).map { |line| line.split.first }
    gone, @entries = @entries.partition do |entry|
      mode, _type, id = entry.split("\t", 2).first.split
      mode != '160000' && missing.include?(id)
    end
    @left_out = gone.map { |entry| entry.split("\t", 2).last }
  end
end
